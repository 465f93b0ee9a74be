import CShims

/// What the statuses of c-ares mean.
enum NameStatus {
    /// Whether a name server said something, be it an error.
    static func isAnswer(_ status: CInt) -> Bool {
        switch status {
        case success, ARES_ENODATA, ARES_EFORMERR, ARES_ESERVFAIL, ARES_ENOTFOUND, ARES_ENOTIMP, ARES_EREFUSED,
            ARES_EBADRESP:
            true
        default: false
        }
    }

    /// Whether the server answered that it won't or can't; another one may do better.
    static func isFailure(_ status: CInt) -> Bool {
        switch status {
        case ARES_EFORMERR, ARES_ESERVFAIL, ARES_ENOTIMP, ARES_EREFUSED, ARES_EBADRESP: true
        default: false
        }
    }

    /// The error behind a status; nil for silence, about which the status alone tells nothing.
    static func error(_ status: CInt, on host: HostName) -> NameError? {
        switch status {
        case ARES_ETIMEOUT: nil
        case ARES_ENOTFOUND: .notFound(host.text)
        case success, ARES_ENODATA: .noAddress(host.text)
        case ARES_EBADNAME: .malformed(host.text)
        case ARES_ESERVFAIL: .serverFailed(host.text, reason: "SERVFAIL")
        case ARES_EREFUSED: .serverFailed(host.text, reason: "REFUSED")
        case ARES_ENOTIMP: .serverFailed(host.text, reason: "NOTIMP")
        case ARES_EFORMERR: .serverFailed(host.text, reason: "FORMERR")
        case ARES_EBADRESP: .serverFailed(host.text, reason: "its answer makes no sense")
        case ARES_ECONNREFUSED: .resolverUnreachable(host.text, reason: "no name server takes the question")
        default: .resolverUnreachable(host.text, reason: String(cString: ares_strerror(status)).lowercased())
        }
    }

    static let success = ARES_SUCCESS
}
