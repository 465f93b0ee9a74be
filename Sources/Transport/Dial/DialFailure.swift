/// A dial that failed: why, and what was reached before.
public struct DialFailure: Error, Sendable, Equatable {
    /// Why.
    public let error: DialError
    /// What was reached before, and how long that took.
    public let facts: DialFacts

    /// A failure of these parts.
    public init(error: DialError, facts: DialFacts) {
        self.error = error
        self.facts = facts
    }
}

extension DialFailure: CustomStringConvertible {
    /// That of the error.
    public var description: String { error.description }
}
