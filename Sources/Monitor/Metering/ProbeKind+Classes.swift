import Results

extension ProbeKind {
    /// Whether a run of this kind can meet the class; the monitor's own troubles are no class of a probe.
    func canMeet(_ failureClass: FailureClass) -> Bool {
        switch failureClass {
        case .monitorOverloaded, .monitorError: false
        case .lateRefusal, .authBypass: self == .auth
        case .keepaliveLost: self == .idle
        case .resumeLoss: self == .resume
        case .healthFailed, .healthMismatch: self == .health
        case .dns, .connectRefused, .connectTimeout, .tls, .tlsExpiring, .loginRejected, .loginError,
            .upgradeRejected, .upgradeInvalid, .subprotocolMismatch, .upgradeTimeout, .closedAtOpen, .authFailed,
            .welcomeTimeout, .handshakeTimeout, .noEvents, .missingEvent, .outOfOrder, .duplicateEvent, .unpairedTool,
            .afterTerminal, .lateEvent, .slaExceeded, .stalled, .runFailed, .malformedEvent, .incompleteEvent,
            .envelopeDrift, .batched, .emptyAnswer, .fallbackAnswer, .misroutedEvent, .crossUserLeak, .connectionLost,
            .closeInvalid, .protocolError, .messageTooBig:
            true
        }
    }
}

extension FailureClass {
    /// The severities that findings of this class can have where nobody says otherwise.
    var severities: [Severity] {
        switch self {
        // Warnings, but for the terminal event; and failures, but for a tool's error in a run that ends well.
        case .duplicateEvent, .runFailed: [.warn, .fail]
        case .monitorOverloaded, .monitorError: []
        case .dns, .connectRefused, .connectTimeout, .tls, .tlsExpiring, .loginRejected, .loginError,
            .upgradeRejected, .upgradeInvalid, .subprotocolMismatch, .upgradeTimeout, .closedAtOpen, .authFailed,
            .welcomeTimeout, .handshakeTimeout, .lateRefusal, .authBypass, .noEvents, .missingEvent, .outOfOrder,
            .unpairedTool, .afterTerminal, .lateEvent, .slaExceeded, .stalled, .malformedEvent, .incompleteEvent,
            .envelopeDrift, .batched, .emptyAnswer, .fallbackAnswer, .misroutedEvent, .crossUserLeak, .connectionLost,
            .closeInvalid, .protocolError, .messageTooBig, .keepaliveLost, .resumeLoss, .healthFailed,
            .healthMismatch:
            defaultSeverity.map { [$0] } ?? []
        }
    }
}
