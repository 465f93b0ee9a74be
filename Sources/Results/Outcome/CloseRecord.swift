/// How a socket closed, and who began.
public struct CloseRecord: Sendable, Equatable, Codable {
    /// The two ends of a connection.
    public enum Side: String, Sendable, Codable {
        case client
        case server
    }

    /// Nil when the connection ended without a close frame, or the frame carried no code.
    public var code: Int?
    /// Who began the close.
    public var by: Side
    /// The text of the close frame.
    public var reason: String?

    /// A close that `side` began.
    public init(code: Int?, by side: Side, reason: String? = nil) {
        self.code = code
        self.by = side
        self.reason = reason
    }
}
