import Configuration
import Results
import Transport

/// What one connection said from the upgrade to the close.
struct ConversationReport: Sendable {
    /// Secrets of a server that are remembered: one that tells more of them is not worth their cost, and a
    /// `session_token` is known by its name too.
    private static let mostSecrets = 16

    /// What the server told in confidence; the first 16.
    private(set) var secrets: [Secret] = []
    private var early = FindingLog()
    /// Findings of the time before the request, at most 50 of a class, in the order of their coming.
    var before: [Finding] { early.findings }
    /// When each request was written.
    var requests: [Instant] = []
    /// What each request came to.
    var runs: [RunReport] = []
    /// Findings of the close.
    var after: [Finding] = []
    var phases = PhaseTimes()
    /// What the server told of us before the request.
    var told = RunIDs()
    var close: CloseRecord?
    /// The dialect that the server really spoke; nil when the handshake did not come that far.
    var dialect: HandshakeDialect?
    /// Whether every request was answered up to its terminal event.
    var isComplete = false
    /// Whether the server is not what it was remembered to be; nothing else of the report counts then.
    var isContradicted = false
    /// What ended the conversation before its first request.
    var endedBy: FailureClass?
    let openedAt: Instant
    /// The end of the last run, before linger and close.
    var endedAt: Instant
    /// The time of the lingers between requests, which are in no duration.
    var lingered = Duration.zero
    var log = FrameLog(limit: 0)

    /// An empty report of a connection that opened at `openedAt`.
    init(openedAt: Instant) {
        self.openedAt = openedAt
        endedAt = openedAt
    }

    /// Whether the credential was refused after the upgrade. Without a welcome that shows only once something was
    /// asked: by a close with 1008 before any event.
    var isRefused: Bool {
        guard endedBy != .authFailed else { return true }
        guard dialect == HandshakeDialect.none, runs.count == 1, runs.first?.events.isEmpty == true else {
            return false
        }
        return close == CloseRecord(code: Int(CloseCode.policyViolation.rawValue), by: .server)
    }

    /// Keeps a finding of the time before the request.
    mutating func addBefore(_ finding: Finding) { early.add(finding) }

    /// Keeps what the server told in confidence.
    mutating func keep(_ secret: Secret) {
        guard secrets.count < Self.mostSecrets, !secrets.contains(secret) else { return }
        secrets.append(secret)
    }
}
