/// A dial that failed: why, and what was reached before.
public struct DialFailure: Error, Sendable, Equatable {
    public let error: DialError
    public let facts: DialFacts

    public init(error: DialError, facts: DialFacts) {
        self.error = error
        self.facts = facts
    }
}

extension DialFailure: CustomStringConvertible {
    /// That of the error.
    public var description: String { error.description }
}
