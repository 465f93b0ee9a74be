#define _GNU_SOURCE
#include "CShims.h"
#include <sys/stat.h>

void quintet_name_thread(const char *name) {
    pthread_setname_np(pthread_self(), name);
}

int quintet_stamp_file(const char *path, struct quintet_file_stamp *stamp) {
    struct stat status;
    if (stat(path, &status) != 0) {
        return -1;
    }
    stamp->device = status.st_dev;
    stamp->node = status.st_ino;
    stamp->size = status.st_size;
    stamp->seconds = status.st_mtim.tv_sec;
    stamp->nanoseconds = status.st_mtim.tv_nsec;
    return 0;
}
