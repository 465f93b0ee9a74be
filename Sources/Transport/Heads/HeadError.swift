/// Why bytes are not the head of an HTTP/1.1 message.
public enum HeadError: Error, Sendable, Equatable {
    /// No empty line within the limit (bytes).
    case tooLong(limit: Int)
    /// What is wrong, and where.
    case malformed(String)
}

extension HeadError: CustomStringConvertible {
    /// What is wrong, for the person who looks after the other side.
    public var description: String {
        switch self {
        case .tooLong(let limit): "no end of the head within \(limit) bytes"
        case .malformed(let what): what
        }
    }
}
