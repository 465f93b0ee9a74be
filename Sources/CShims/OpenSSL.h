/// What the two files that speak to OpenSSL share.
#ifndef QUINTET_OPENSSL_H
#define QUINTET_OPENSSL_H

#include "Certificates.h"
#include <openssl/x509.h>

static inline X509 *quintet_x509(const quintet_certificate *certificate) {
    return (X509 *)certificate;
}

#endif
