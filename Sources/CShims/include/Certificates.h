/// What this machine's OpenSSL says of certificates. It stands apart, and its own headers stay out of Swift's sight:
/// the library behind NIOSSL has types and functions of the same names.
#ifndef QUINTET_CERTIFICATES_H
#define QUINTET_CERTIFICATES_H

#include <stddef.h>

/// An enumeration that has no other values, so that Swift sees one of its own kind.
#define QUINTET_CLOSED_ENUM __attribute__((enum_extensibility(closed)))
#define QUINTET_SWIFT_NAME(name) __attribute__((swift_name(#name)))

/// A certificate that was read; never changed, so any thread may look at it.
typedef struct quintet_certificate quintet_certificate;

/// Certificates that are trusted. Once all are added, any thread may judge by them.
typedef struct quintet_authorities quintet_authorities;

/// Reads one certificate in DER; NULL when these bytes are none.
quintet_certificate *quintet_certificate_read(const unsigned char *bytes, size_t length);

void quintet_certificate_release(quintet_certificate *certificate);

/// When it begins and ends to be valid, in seconds since 1970.
long long quintet_certificate_begins(const quintet_certificate *certificate);
long long quintet_certificate_ends(const quintet_certificate *certificate);

/// Whom it is for and who signed it, as RFC 4514 writes names: as much as fits, and how many bytes that is.
size_t quintet_certificate_subject(const quintet_certificate *certificate, char *text, size_t size);
size_t quintet_certificate_issuer(const quintet_certificate *certificate, char *text, size_t size);

enum QUINTET_CLOSED_ENUM quintet_name_kind {
    QUINTET_NAME_DNS QUINTET_SWIFT_NAME(dns),
    QUINTET_NAME_ADDRESS QUINTET_SWIFT_NAME(address),
    QUINTET_NAME_COMMON QUINTET_SWIFT_NAME(common),
};

typedef void (*quintet_take_name)(void *context, enum quintet_name_kind kind, const unsigned char *bytes, size_t length);

/// Calls `take` with each DNS name and address of the certificate, and with the last common name of its subject.
void quintet_certificate_names(const quintet_certificate *certificate, void *context, quintet_take_name take);

/// No authorities yet; NULL without memory.
quintet_authorities *quintet_authorities_new(void);

void quintet_authorities_release(quintet_authorities *authorities);

/// Adds what stands in a PEM file: how many certificates could be read, and how many could not.
void quintet_authorities_add(quintet_authorities *authorities, const void *text, size_t length, size_t *read,
                             size_t *unreadable);

enum QUINTET_CLOSED_ENUM quintet_fault {
    QUINTET_FAULT_NONE QUINTET_SWIFT_NAME(none),
    QUINTET_FAULT_EXPIRED QUINTET_SWIFT_NAME(expired),
    QUINTET_FAULT_EARLY QUINTET_SWIFT_NAME(early),
    /// Nobody who is trusted signed the last certificate that could be followed.
    QUINTET_FAULT_STRANGER QUINTET_SWIFT_NAME(stranger),
    /// A rule is broken.
    QUINTET_FAULT_RULE QUINTET_SWIFT_NAME(rule),
    /// There was no memory to tell.
    QUINTET_FAULT_OURS QUINTET_SWIFT_NAME(ours),
};

struct quintet_judgement {
    enum quintet_fault fault;
    /// OpenSSL's words for it; never freed.
    const char *words;
    /// What the fault is about, to be released; NULL where there is none.
    quintet_certificate *about;
    /// When the first certificate of the path ends, in seconds since 1970: of all of them, and without the trusted one at
    /// its end, unless that is alone.
    long long ends;
    long long shown_ends;
};

/// Whether `chain`, the server's own certificate first, leads to an authority at the time `now` (seconds since 1970), for
/// the purpose of a TLS server, with what curl asks of it: its names are another matter.
void quintet_authorities_judge(quintet_authorities *authorities, quintet_certificate *const *chain, size_t count,
                               long long now, struct quintet_judgement *judgement);

#endif
