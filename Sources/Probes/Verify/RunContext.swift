public import Results

/// What a run's owner knows before its first event: what was sent, what the server told, and who else is probing.
///
/// Together with the frames it is all that a verdict depends on: the same context and the same frames give the same
/// findings.
public struct RunContext: Sendable, Equatable {
    /// How results call our user; nil where nobody logs in.
    public var label: String?
    /// The word in our question that no other run uses; nil where the question has none.
    public var nonce: String?
    /// The run id that we sent with the request.
    public var sentRun: String?
    /// The thread id that we sent with the request.
    public var sentThread: String?
    /// The ids of our user as the login told them; empty without a login of our own.
    public var users: [String] = []
    /// What the welcome and the handshake told.
    public var told = RunIDs()
    /// Other runs of our own user: events of theirs are neither this run's nor a leak.
    public var otherRuns: Set<String> = []
    /// What the ids of our own user's runs begin with, and nobody else's; nil where that is not known.
    public var runPrefix: String?
    /// Those of them that the server named. It may use the name again: some have one for all runs of a connection.
    public var serversRuns: Set<String> = []
    /// Every probe user's nonces.
    public var nonces = NonceIndex()

    /// A context that knows nothing yet.
    public init() {}

    /// A run of this context is over, and another may follow on the same connection: what still comes of the first is
    /// not the second one's.
    public mutating func ended(_ report: RunReport) {
        if let sentRun { otherRuns.insert(sentRun) }
        guard let used = report.ids.run, used != sentRun else { return }
        otherRuns.insert(used)
        serversRuns.insert(used)
    }
}
