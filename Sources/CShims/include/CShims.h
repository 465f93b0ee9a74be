/// Glue to the system's libraries: libcurl's variadic calls as typed inline functions, c-ares, zlib. No logic.
#ifndef QUINTET_CSHIMS_H
#define QUINTET_CSHIMS_H

#include <ares.h>
#include <curl/curl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <zlib.h>

static inline CURLcode quintet_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode quintet_curl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode quintet_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode quintet_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}

typedef size_t (*quintet_curl_write)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode quintet_curl_set_write(CURL *easy, CURLoption option, quintet_curl_write callback) {
    return curl_easy_setopt(easy, option, callback);
}

static inline CURLcode quintet_curl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode quintet_curl_get_microseconds(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode quintet_curl_get_string(CURL *easy, CURLINFO info, char **value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode quintet_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/// The transfer that a message is about and its outcome; 0 when the message is not of a finished transfer.
static inline int quintet_curl_done(CURLMsg *message, CURL **easy, CURLcode *code) {
    if (message->msg != CURLMSG_DONE) {
        return 0;
    }
    *easy = message->easy_handle;
    *code = message->data.result;
    return 1;
}

/// Names the calling thread; 15 bytes at most. A GNU extension, so not in scope of Swift's Glibc.
void quintet_name_thread(const char *name);

#endif
