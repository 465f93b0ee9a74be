/// Why an answer is none (rule 9 of verdicts.md).
enum AnswerFlaw: Sendable, Equatable {
    /// Missing, null or empty.
    case missing
    case placeholder(String)
    case withoutNonce(String)
}
