import Results
import Transport

/// What is to be said over one connection, and how it is judged.
struct ConversationScript: Sendable {
    /// Requests, one after the other; none for a connection that only listens.
    var asks: [Ask]
    /// Whether the first request waits until the conversation is told to proceed.
    var waits = false
    var form: RequestForm
    var dialect: HandshakeDialect
    /// Whether the dialect is the user's word, and not one that an earlier run learned.
    var isDialectDeclared: Bool
    var contract: Contract
    var budgets: Budgets
    /// The shape that events must have, declared or seen in the run before; nil allows any.
    var envelope: EnvelopeShape?
    var linger: Duration
    /// When the run began; findings before the request count from it.
    var start: Instant
    /// The end of everything.
    var deadline: Instant
    /// What is known of us and of the other probe users before anything was heard.
    var context: RunContext
}
