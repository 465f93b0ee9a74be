/// Every way a run can go wrong, in the order in which simultaneous ones explain each other.
///
/// The raw values are a contract: they stand in results, metric labels and alert rules.
public enum FailureClass: String, Sendable, Codable, CaseIterable {
    case dns
    case connectRefused = "connect_refused"
    case connectTimeout = "connect_timeout"
    case tls
    case tlsExpiring = "tls_expiring"
    case loginRejected = "login_rejected"
    case loginError = "login_error"
    case upgradeRejected = "upgrade_rejected"
    case upgradeInvalid = "upgrade_invalid"
    case subprotocolMismatch = "subprotocol_mismatch"
    case upgradeTimeout = "upgrade_timeout"
    case closedAtOpen = "closed_at_open"
    case authFailed = "auth_failed"
    case welcomeTimeout = "welcome_timeout"
    case handshakeTimeout = "handshake_timeout"
    case lateRefusal = "late_refusal"
    case authBypass = "auth_bypass"
    case noEvents = "no_events"
    case missingEvent = "missing_event"
    case outOfOrder = "out_of_order"
    case duplicateEvent = "duplicate_event"
    case unpairedTool = "unpaired_tool"
    case afterTerminal = "after_terminal"
    case lateEvent = "late_event"
    case slaExceeded = "sla_exceeded"
    case stalled
    case runFailed = "run_failed"
    case malformedEvent = "malformed_event"
    case incompleteEvent = "incomplete_event"
    case envelopeDrift = "envelope_drift"
    case batched
    case emptyAnswer = "empty_answer"
    case fallbackAnswer = "fallback_answer"
    case misroutedEvent = "misrouted_event"
    case crossUserLeak = "cross_user_leak"
    case connectionLost = "connection_lost"
    case closeInvalid = "close_invalid"
    case protocolError = "protocol_error"
    case messageTooBig = "message_too_big"
    case keepaliveLost = "keepalive_lost"
    case resumeLoss = "resume_loss"
    case healthFailed = "health_failed"
    case healthMismatch = "health_mismatch"
    case monitorOverloaded = "monitor_overloaded"
    case monitorError = "monitor_error"
}

extension FailureClass {
    /// The place in the table of classes: of two findings at the same instant, the lower one explains the other.
    public var rank: Int { Self.ranks[self] ?? Self.ranks.count }

    private static let ranks = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))

    /// The severity where neither the contract nor the finding says otherwise; nil for the monitor's own troubles,
    /// which carry none.
    public var defaultSeverity: Severity? {
        switch self {
        case .monitorOverloaded, .monitorError:
            nil
        case .tlsExpiring, .lateRefusal, .duplicateEvent, .lateEvent, .incompleteEvent, .envelopeDrift, .batched,
            .emptyAnswer, .fallbackAnswer, .closeInvalid, .healthMismatch:
            .warn
        case .dns, .connectRefused, .connectTimeout, .tls, .loginRejected, .loginError, .upgradeRejected,
            .upgradeInvalid, .subprotocolMismatch, .upgradeTimeout, .closedAtOpen, .authFailed, .welcomeTimeout,
            .handshakeTimeout, .authBypass, .noEvents, .missingEvent, .outOfOrder, .unpairedTool, .afterTerminal,
            .slaExceeded, .stalled, .runFailed, .malformedEvent, .misroutedEvent, .crossUserLeak, .connectionLost,
            .protocolError, .messageTooBig, .keepaliveLost, .resumeLoss, .healthFailed:
            .fail
        }
    }

    /// Who should look first, where the finding's own facts do not point elsewhere.
    public var blame: Blame {
        switch self {
        case .dns, .connectRefused, .connectTimeout:
            .network
        case .tls, .tlsExpiring, .upgradeInvalid, .keepaliveLost:
            .edge
        case .loginRejected, .loginError, .authFailed:
            .auth
        case .upgradeRejected, .subprotocolMismatch, .upgradeTimeout, .closedAtOpen, .welcomeTimeout,
            .handshakeTimeout, .malformedEvent, .envelopeDrift, .batched, .misroutedEvent, .connectionLost,
            .closeInvalid, .protocolError, .messageTooBig, .resumeLoss, .healthFailed, .healthMismatch:
            .server
        case .noEvents, .missingEvent, .outOfOrder, .duplicateEvent, .unpairedTool, .afterTerminal, .lateEvent,
            .slaExceeded, .stalled, .runFailed, .incompleteEvent, .emptyAnswer, .fallbackAnswer:
            .agent
        case .lateRefusal, .authBypass, .crossUserLeak:
            .security
        case .monitorOverloaded, .monitorError:
            .monitor
        }
    }

    /// Whether the failure is made of time alone, so that a monitor that was itself late proves nothing by it.
    public var isMadeOfTime: Bool {
        switch self {
        case .connectTimeout, .upgradeTimeout, .welcomeTimeout, .handshakeTimeout, .lateEvent, .slaExceeded, .stalled,
            .batched, .keepaliveLost:
            true
        case .dns, .connectRefused, .tls, .tlsExpiring, .loginRejected, .loginError, .upgradeRejected,
            .upgradeInvalid, .subprotocolMismatch, .closedAtOpen, .authFailed, .lateRefusal, .authBypass, .noEvents,
            .missingEvent, .outOfOrder, .duplicateEvent, .unpairedTool, .afterTerminal, .runFailed, .malformedEvent,
            .incompleteEvent, .envelopeDrift, .emptyAnswer, .fallbackAnswer, .misroutedEvent, .crossUserLeak,
            .connectionLost, .closeInvalid, .protocolError, .messageTooBig, .resumeLoss, .healthFailed,
            .healthMismatch, .monitorOverloaded, .monitorError:
            false
        }
    }
}
