#define _GNU_SOURCE
#include "OpenSSL.h"
#include <limits.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <time.h>

quintet_certificate *quintet_certificate_read(const unsigned char *bytes, size_t length) {
    const unsigned char *end = bytes;
    if (length > LONG_MAX) {
        return NULL;
    }
    X509 *certificate = d2i_X509(NULL, &end, (long)length);
    if (certificate != NULL && end != bytes + length) {
        X509_free(certificate);
        certificate = NULL;
    }
    ERR_clear_error();
    return (quintet_certificate *)certificate;
}

void quintet_certificate_release(quintet_certificate *certificate) {
    X509_free(quintet_x509(certificate));
}

static long long seconds_of(const ASN1_TIME *time) {
    struct tm parts;
    // A time that can't be read makes no path valid, so it is never asked for.
    if (time == NULL || ASN1_TIME_to_tm(time, &parts) != 1) {
        return 0;
    }
    return timegm(&parts);
}

long long quintet_certificate_begins(const quintet_certificate *certificate) {
    return seconds_of(X509_get0_notBefore(quintet_x509(certificate)));
}

long long quintet_certificate_ends(const quintet_certificate *certificate) {
    return seconds_of(X509_get0_notAfter(quintet_x509(certificate)));
}

static size_t text_of(const X509_NAME *name, char *text, size_t size) {
    BIO *memory = BIO_new(BIO_s_mem());
    if (memory == NULL) {
        return 0;
    }
    // Letters beyond ASCII stay as they are; control characters do not.
    X509_NAME_print_ex(memory, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    int count = BIO_read(memory, text, size > INT_MAX ? INT_MAX : (int)size);
    BIO_free(memory);
    ERR_clear_error();
    return count > 0 ? (size_t)count : 0;
}

size_t quintet_certificate_subject(const quintet_certificate *certificate, char *text, size_t size) {
    return text_of(X509_get_subject_name(quintet_x509(certificate)), text, size);
}

size_t quintet_certificate_issuer(const quintet_certificate *certificate, char *text, size_t size) {
    return text_of(X509_get_issuer_name(quintet_x509(certificate)), text, size);
}

static void take_common_name(X509 *certificate, void *context, quintet_take_name take) {
    X509_NAME *subject = X509_get_subject_name(certificate);
    int last = -1;
    for (int index = -1; (index = X509_NAME_get_index_by_NID(subject, NID_commonName, index)) >= 0;) {
        last = index;
    }
    if (last < 0) {
        return;
    }
    unsigned char *text = NULL;
    int length = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, last)));
    if (length >= 0) {
        take(context, QUINTET_NAME_COMMON, text, (size_t)length);
        OPENSSL_free(text);
    }
}

void quintet_certificate_names(const quintet_certificate *certificate, void *context, quintet_take_name take) {
    GENERAL_NAMES *names = X509_get_ext_d2i(quintet_x509(certificate), NID_subject_alt_name, NULL, NULL);
    for (int index = 0; index < sk_GENERAL_NAME_num(names); index++) {
        int type = 0;
        const ASN1_STRING *value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names, index), &type);
        if (type != GEN_DNS && type != GEN_IPADD) {
            continue;
        }
        enum quintet_name_kind kind = type == GEN_DNS ? QUINTET_NAME_DNS : QUINTET_NAME_ADDRESS;
        take(context, kind, ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value));
    }
    GENERAL_NAMES_free(names);
    take_common_name(quintet_x509(certificate), context, take);
    ERR_clear_error();
}
