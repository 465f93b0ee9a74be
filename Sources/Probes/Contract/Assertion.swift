/// A value that an event must have at a place.
public struct Assertion: Sendable, Equatable {
    public let event: String
    /// Where in the event's fields, envelopes taken off.
    public let path: JSONPath
    public let equals: JSONValue

    /// `event` has `equals` at `path`.
    public init(event: String, path: JSONPath, equals: JSONValue) {
        self.event = event
        self.path = path
        self.equals = equals
    }
}
