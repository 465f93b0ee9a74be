import Results
import Transport

/// What a connection that never opened means.
enum DialFinding {
    /// The finding for `failure`.
    ///
    /// - Parameter timeout: how long the run may take; told where the time was up, which proves nothing when the
    ///   monitor itself was late.
    static func of(_ failure: DialFailure, timeout: Duration) -> Finding {
        var finding = finding(failure)
        if isTimeOut(failure.error) { finding.budget = timeout }
        return finding
    }

    private static func isTimeOut(_ error: DialError) -> Bool {
        switch error {
        case .name(.timedOut), .tls(.timedOut), .connectTimedOut, .upgradeTimedOut: true
        case .name, .tls, .refused, .hostUnreachable, .queueFull, .noRoute, .noDescriptors, .upgradeRefused,
            .upgradeInvalid,
            .subprotocolMismatch, .cancelled, .local:
            false
        }
    }

    private static func finding(_ failure: DialFailure) -> Finding {
        switch failure.error {
        case .name(let error):
            return name(error)
        case .refused(let addresses):
            return Finding(.connectRefused, detail: "connection refused by \(addresses.joined(separator: ", "))")
        case .connectTimedOut, .hostUnreachable, .queueFull:
            return Finding(.connectTimeout, detail: failure.error.description)
        case .tls(let error):
            // A certificate file of our own that can't be read says nothing about the server.
            return Finding(error.isOurs ? .monitorError : .tls, detail: error.description)
        case .upgradeRefused(let refusal):
            return refused(refusal)
        case .upgradeInvalid(let why):
            return Finding(.upgradeInvalid, detail: "no valid answer to the upgrade: \(Wording.line(why))")
        case .subprotocolMismatch(let why):
            return Finding(.subprotocolMismatch, detail: Wording.line(why))
        case .upgradeTimedOut:
            return Finding(.upgradeTimeout, detail: failure.error.description)
        case .cancelled:
            return .aborted(Wording.toldToStop)
        case .noRoute, .noDescriptors, .local:
            return Finding(.monitorError, detail: failure.error.description)
        }
    }

    /// The finding for a name that could not be looked up.
    static func name(_ error: NameError) -> Finding {
        Finding(error.isOurs ? .monitorError : .dns, detail: error.description)
    }

    private static func refused(_ refusal: UpgradeRefusal) -> Finding {
        let body = Wording.line(refusal.body)
        var finding = Finding(
            .upgradeRejected,
            detail: "the upgrade was answered with \(refusal.status)" + (body.isEmpty ? "" : ": \(body)")
        )
        finding.status = refusal.status
        return finding
    }
}
