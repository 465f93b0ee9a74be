/// Glue to the system's libraries: libcurl's variadic calls as typed inline functions, c-ares, zlib, OpenSSL. No logic.
#ifndef QUINTET_CSHIMS_H
#define QUINTET_CSHIMS_H

#include "Certificates.h"
#include "Terminal.h"
#include <ares.h>
#include <curl/curl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <time.h>
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

static inline CURLcode quintet_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

/// Http and https, and nothing else: no file, no ftp, whatever a URL says.
static inline CURLcode quintet_curl_set_web_only(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS);
#endif
}

/// How long the authorities that were read from a file are kept, in seconds; older libraries read them each time.
static inline CURLcode quintet_curl_set_authority_cache(CURL *easy, long seconds) {
#if LIBCURL_VERSION_NUM >= 0x075700
    return curl_easy_setopt(easy, CURLOPT_CA_CACHE_TIMEOUT, seconds);
#else
    (void)easy;
    (void)seconds;
    return CURLE_OK;
#endif
}

static inline CURLSHcode quintet_curl_share_names(CURLSH *share) {
    return curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
}

typedef size_t (*quintet_curl_write)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode quintet_curl_set_write(CURL *easy, CURLoption option, quintet_curl_write callback) {
    return curl_easy_setopt(easy, option, callback);
}

/// Opens a socket for a connection and gives back its descriptor; -1 when the system has none to give, which libcurl
/// itself tells without the reason.
typedef curl_socket_t (*quintet_curl_open)(void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode quintet_curl_set_open(CURL *easy, quintet_curl_open callback) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, callback);
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

/// What tells one version of a file from another.
struct quintet_file_stamp {
    unsigned long long device;
    unsigned long long node;
    long long size;
    long long seconds;
    long long nanoseconds;
};

/// 0 when there is such a file. Swift sees `struct stat` through whichever module happened to include it first.
int quintet_stamp_file(const char *path, struct quintet_file_stamp *stamp);

/// Names the calling thread; 15 bytes at most. A GNU extension, so not in scope of Swift's Glibc.
void quintet_name_thread(const char *name);

#endif
