/// One attempt to deliver, and what came of it.
public struct Attempt: Sendable, Equatable {
    /// What the back-off decides by.
    public let outcome: AttemptOutcome
    /// What came back, on one line, for people; nothing secret is in it.
    public let answer: String
    /// How long it took.
    public let took: Duration

    /// The status that was answered; nil without an answer.
    public var status: Int? {
        switch outcome {
        case .answered(let status, _): status
        case .failed, .impossible: nil
        }
    }
}
