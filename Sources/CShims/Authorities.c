#include "OpenSSL.h"
#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <string.h>

/// How strict this machine's OpenSSL is with keys and digests: what a distribution or an administrator asks for.
static int security_level(void) {
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    if (context == NULL) {
        return 1;
    }
    int level = SSL_CTX_get_security_level(context);
    SSL_CTX_free(context);
    return level;
}

quintet_authorities *quintet_authorities_new(void) {
    X509_STORE *store = X509_STORE_new();
    if (store != NULL) {
        // As curl does: an authority in between may be trusted itself, and is preferred to what the server shows.
        X509_STORE_set_flags(store, X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
        X509_VERIFY_PARAM_set_auth_level(X509_STORE_get0_param(store), security_level());
    }
    ERR_clear_error();
    return (quintet_authorities *)store;
}

void quintet_authorities_release(quintet_authorities *authorities) {
    X509_STORE_free((X509_STORE *)authorities);
}

static int is_certificate(const char *name) {
    return strcmp(name, PEM_STRING_X509) == 0 || strcmp(name, PEM_STRING_X509_OLD) == 0;
}

void quintet_authorities_add(quintet_authorities *authorities, const void *text, size_t length, size_t *read,
                             size_t *unreadable) {
    *read = *unreadable = 0;
    BIO *memory = length > INT_MAX ? NULL : BIO_new_mem_buf(text, (int)length);
    char *name = NULL, *header = NULL;
    unsigned char *bytes = NULL;
    long count = 0;
    while (memory != NULL && PEM_read_bio(memory, &name, &header, &bytes, &count) == 1) {
        const unsigned char *end = bytes;
        X509 *certificate = NULL;
        int is_wanted = 1;
        if (is_certificate(name)) {
            certificate = d2i_X509(NULL, &end, count);
        } else if (strcmp(name, PEM_STRING_X509_TRUSTED) == 0) {
            certificate = d2i_X509_AUX(NULL, &end, count);
        } else {
            is_wanted = 0;
        }
        if (certificate != NULL && X509_STORE_add_cert((X509_STORE *)authorities, certificate) == 1) {
            *read += 1;
        } else {
            *unreadable += is_wanted;
        }
        X509_free(certificate);
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(bytes);
    }
    // A file without certificates ends like any other; one that is cut in the middle does not.
    unsigned long error = ERR_peek_last_error();
    if (memory == NULL || ERR_GET_LIB(error) != ERR_LIB_PEM || ERR_GET_REASON(error) != PEM_R_NO_START_LINE) {
        *unreadable += 1;
    }
    BIO_free(memory);
    ERR_clear_error();
}

static enum quintet_fault fault_of(int code) {
    switch (code) {
    case X509_V_OK:
        return QUINTET_FAULT_NONE;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return QUINTET_FAULT_EXPIRED;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return QUINTET_FAULT_EARLY;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return QUINTET_FAULT_STRANGER;
    case X509_V_ERR_OUT_OF_MEM:
        return QUINTET_FAULT_OURS;
    default:
        return QUINTET_FAULT_RULE;
    }
}

static long long first_end(STACK_OF(X509) *path, int count) {
    long long first = LLONG_MAX;
    for (int index = 0; index < count; index++) {
        long long end = quintet_certificate_ends((quintet_certificate *)sk_X509_value(path, index));
        first = end < first ? end : first;
    }
    return first;
}

/// The code of the verdict; X509_V_ERR_OUT_OF_MEM where it could not even be begun.
static int verify(X509_STORE *store, X509_STORE_CTX *context, X509 *leaf, STACK_OF(X509) *others, long long now) {
    if (X509_STORE_CTX_init(context, store, leaf, others) != 1 ||
        X509_STORE_CTX_set_default(context, "ssl_server") != 1) {
        return X509_V_ERR_OUT_OF_MEM;
    }
    X509_STORE_CTX_set_time(context, 0, (time_t)now);
    if (X509_verify_cert(context) == 1) {
        return X509_V_OK;
    }
    int code = X509_STORE_CTX_get_error(context);
    return code == X509_V_OK ? X509_V_ERR_UNSPECIFIED : code;
}

static int place_of(const X509 *certificate, STACK_OF(X509) *among) {
    int index = sk_X509_num(among) - 1;
    while (index >= 0 && sk_X509_value(among, index) != certificate) {
        index--;
    }
    return index;
}

/// Drops the certificate that led to a dead end, where another one may lead further: of an authority that is cross-signed
/// OpenSSL takes the first certificate that fits, and never looks at the second.
static int drop_dead_end(X509_STORE_CTX *context, int code, STACK_OF(X509) *others) {
    switch (fault_of(code)) {
    case QUINTET_FAULT_EXPIRED:
    case QUINTET_FAULT_EARLY:
    case QUINTET_FAULT_STRANGER:
        break;
    case QUINTET_FAULT_NONE:
    case QUINTET_FAULT_RULE:
    case QUINTET_FAULT_OURS:
        return 0;
    }
    int untrusted = X509_STORE_CTX_get_num_untrusted(context);
    X509 *last = untrusted > 1 ? sk_X509_value(X509_STORE_CTX_get0_chain(context), untrusted - 1) : NULL;
    int index = last == NULL ? -1 : place_of(last, others);
    if (index < 0) {
        return 0;
    }
    sk_X509_delete(others, index);
    return 1;
}

static void tell(X509_STORE_CTX *context, int code, struct quintet_judgement *judgement) {
    judgement->fault = fault_of(code);
    judgement->words = X509_verify_cert_error_string(code);
    if (code == X509_V_OK) {
        STACK_OF(X509) *path = X509_STORE_CTX_get0_chain(context);
        int length = sk_X509_num(path);
        judgement->ends = first_end(path, length);
        judgement->shown_ends = first_end(path, length > 1 ? length - 1 : length);
    } else if (code != X509_V_ERR_OUT_OF_MEM) {
        X509 *about = X509_STORE_CTX_get_current_cert(context);
        if (about != NULL && X509_up_ref(about) == 1) {
            judgement->about = (quintet_certificate *)about;
        }
    }
}

/// Dead ends that are gone back from: honest servers show an authority signed by two or three others at most.
enum { MOST_DEAD_ENDS = 8 };

void quintet_authorities_judge(quintet_authorities *authorities, quintet_certificate *const *chain, size_t count,
                               long long now, struct quintet_judgement *judgement) {
    memset(judgement, 0, sizeof *judgement);
    X509_STORE *store = (X509_STORE *)authorities;
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    STACK_OF(X509) *others = sk_X509_new_null();
    for (size_t index = 1; index < count && others != NULL; index++) {
        sk_X509_push(others, quintet_x509(chain[index]));
    }
    if (context == NULL || others == NULL) {
        tell(NULL, X509_V_ERR_OUT_OF_MEM, judgement);
    } else {
        int code = verify(store, context, quintet_x509(chain[0]), others, now);
        // What is told is why the first path failed, unless another one does not.
        tell(context, code, judgement);
        for (int tries = 0; tries < MOST_DEAD_ENDS && drop_dead_end(context, code, others); tries++) {
            X509_STORE_CTX_cleanup(context);
            code = verify(store, context, quintet_x509(chain[0]), others, now);
            if (code == X509_V_OK) {
                quintet_certificate_release(judgement->about);
                judgement->about = NULL;
                tell(context, code, judgement);
            }
        }
    }
    X509_STORE_CTX_free(context);
    sk_X509_free(others);
    ERR_clear_error();
}
