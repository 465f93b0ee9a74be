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
        case .transport(.cancelled):
            return .aborted(Wording.toldToStop)
        case .transport(let failure):
            var finding = Finding(failure.isOurs ? .monitorError : .loginError, detail: error.description)
            if let time = timeOut(failure) { finding.budget = time }
            return finding
        }
    }

    private static func with(_ status: Int, _ finding: Finding) -> Finding {
        var finding = finding
        finding.status = status
        return finding
    }

    /// How long was waited where the time was up, which proves nothing when the monitor itself was late.
    private static func timeOut(_ failure: HTTPFailure) -> Duration? {
        switch failure {
        case .timedOut(let time), .connectTimedOut(let time), .tlsTimedOut(let time): time
        case .badURL, .name, .refused, .hostUnreachable, .tls, .broken, .tooLarge, .noDescriptors, .noRoute,
            .cancelled, .local:
            nil
        }
    }
}
