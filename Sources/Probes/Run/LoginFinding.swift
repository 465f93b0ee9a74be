import Results
import Transport

/// What a login that brought no token means.
enum LoginFinding {
    /// The finding for `error`.
    static func of(_ error: LoginError) -> Finding {
        switch error {
        case .rejected(let status, _):
            return with(status, Finding(.loginRejected, detail: error.description))
        case .status(let status, _):
            return with(status, Finding(.loginError, detail: error.description))
        case .notJSON, .noToken, .noTicket:
            return Finding(.loginError, detail: error.description)
        case .transport(let failure):
            return Finding(isOurs(failure) ? .monitorError : .loginError, detail: error.description)
        }
    }

    private static func with(_ status: Int, _ finding: Finding) -> Finding {
        var finding = finding
        finding.status = status
        return finding
    }

    /// Whether the fault is on our side, and says nothing about the target.
    private static func isOurs(_ failure: HTTPFailure) -> Bool {
        switch failure {
        case .name(let error): error.isOurs
        case .noDescriptors, .noRoute, .cancelled, .local: true
        case .badURL, .refused, .connectTimedOut, .hostUnreachable, .timedOut, .tls, .broken, .tooLarge: false
        }
    }
}
