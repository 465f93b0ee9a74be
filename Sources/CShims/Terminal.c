#define _GNU_SOURCE
#include "Terminal.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static struct termios before;
static volatile sig_atomic_t is_raw = 0;
static volatile sig_atomic_t watcher = -1;
static int raw_input = -1;
static int raw_output = -1;
static char farewell[256];
static size_t farewell_length = 0;

static const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP, SIGQUIT};
enum { CRASHES = sizeof crashes / sizeof *crashes };
static struct sigaction crash_before[CRASHES];

static const int watched[] = {SIGWINCH, SIGCONT, SIGTSTP};
enum { WATCHED = sizeof watched / sizeof *watched };
static struct sigaction watch_before[WATCHED];

int quintet_terminal_size(int descriptor, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
        return -1;
    }
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}

int quintet_terminal_pipe(int *read_end, int *write_end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        return -1;
    }
    *read_end = ends[0];
    *write_end = ends[1];
    return 0;
}

static void on_crash(int number) {
    if (is_raw) {
        is_raw = 0;
        ssize_t count = write(raw_output, farewell, farewell_length);
        (void)count;
        tcsetattr(raw_input, TCSANOW, &before);
    }
    // Whoever handled it before (the runtime's backtrace, or the system) sees it next.
    for (int index = 0; index < CRASHES; index++) {
        if (crashes[index] == number) {
            sigaction(number, &crash_before[index], NULL);
        }
    }
    raise(number);
}

static void handle_crashes(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_crash;
    action.sa_flags = SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < CRASHES; index++) {
        sigaction(crashes[index], &action, &crash_before[index]);
    }
}

int quintet_terminal_enter(int input, int output, const char *text) {
    if (is_raw) {
        errno = EBUSY;
        return -1;
    }
    if (tcgetattr(input, &before) != 0) {
        return -1;
    }
    struct termios raw = before;
    cfmakeraw(&raw);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    farewell_length = strnlen(text, sizeof farewell);
    memcpy(farewell, text, farewell_length);
    raw_input = input;
    raw_output = output;
    if (tcsetattr(input, TCSANOW, &raw) != 0) {
        return -1;
    }
    is_raw = 1;
    handle_crashes();
    return 0;
}

void quintet_terminal_leave(void) {
    if (!is_raw) {
        return;
    }
    is_raw = 0;
    tcsetattr(raw_input, TCSANOW, &before);
    for (int index = 0; index < CRASHES; index++) {
        sigaction(crashes[index], &crash_before[index], NULL);
    }
}

static void on_watched(int number) {
    int error = errno;
    unsigned char byte = (unsigned char)number;
    int descriptor = watcher;
    if (descriptor >= 0) {
        ssize_t count = write(descriptor, &byte, 1);
        (void)count;
    }
    errno = error;
}

void quintet_terminal_watch(int descriptor) {
    int was_watching = watcher >= 0;
    watcher = descriptor;
    if (descriptor < 0 && was_watching) {
        for (int index = 0; index < WATCHED; index++) {
            sigaction(watched[index], &watch_before[index], NULL);
        }
    } else if (descriptor >= 0 && !was_watching) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_handler = on_watched;
        action.sa_flags = SA_RESTART;
        sigemptyset(&action.sa_mask);
        for (int index = 0; index < WATCHED; index++) {
            sigaction(watched[index], &action, &watch_before[index]);
        }
    }
}
