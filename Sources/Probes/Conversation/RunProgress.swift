import Transport

/// One request of a conversation while its events come.
struct RunProgress {
    var verifier: SequenceVerifier
    /// When the request was written.
    private(set) var requestedAt: Instant

    /// A run that knows `context` and whose request is about to be written.
    init(_ script: ConversationScript, _ context: RunContext) {
        verifier = SequenceVerifier(
            contract: script.contract,
            budgets: script.budgets,
            context: context,
            envelope: script.envelope
        )
        requestedAt = script.start
    }

    /// The request is being written.
    mutating func requested(at now: Instant) {
        requestedAt = now
        verifier.request(at: now)
    }

    /// When silence ends the run; nil as long as only the deadline does.
    var stalledAt: Instant? {
        switch verifier.look(at: requestedAt) {
        case .quiet(let until): until
        case .silent: requestedAt
        case .waiting: nil
        }
    }
}
