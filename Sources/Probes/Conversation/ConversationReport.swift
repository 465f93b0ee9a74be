import Configuration
import Results
import Transport

/// What one connection said from the upgrade to the close.
struct ConversationReport: Sendable {
    /// What the server told in confidence.
    var secrets: [Secret] = []
    /// Findings of the time before the request.
    var before: [Finding] = []
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
    /// The end of the last run, before linger and close.
    var endedAt: Instant
    var log = FrameLog(limit: 0)

    /// An empty report of a connection that opened at `openedAt`.
    init(openedAt: Instant) { endedAt = openedAt }
}
