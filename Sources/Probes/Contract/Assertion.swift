/// A value that an event must have at a place.
public struct Assertion: Sendable, Equatable {
    /// The event that is looked at.
    public let event: String
    /// Where in the event's fields, envelopes taken off.
    public let path: JSONPath
    /// What has to stand there.
    public let equals: JSONValue

    /// `event` has `equals` at `path`.
    public init(event: String, path: JSONPath, equals: JSONValue) {
        self.event = event
        self.path = path
        self.equals = equals
    }
}
