/// Why a message is no event frame.
public enum FrameDefect: Sendable, Equatable {
    /// A binary message; events are text.
    case binary
    case notJSON(JSONError)
    /// JSON, but no object.
    case notAnObject
    /// An object without a string at `type` or `event`.
    case noType
}

extension FrameDefect: CustomStringConvertible {
    /// What is wrong, as a sentence about the message.
    public var description: String {
        switch self {
        case .binary: "a binary message, where events are JSON text"
        case .notJSON(let error): "\(error)"
        case .notAnObject: "JSON that is no object"
        case .noType: "an object without a string at type or event"
        }
    }
}
