/// How a socket closed, and who began.
public struct CloseRecord: Sendable, Equatable, Codable {
    /// The two ends of a connection.
    public enum Side: String, Sendable, Codable {
        case client
        case server
    }

    /// Nil when the connection ended without a close frame, or the frame carried no code.
    public var code: Int?
    public var by: Side
    public var reason: String?

    public init(code: Int?, by side: Side, reason: String? = nil) {
        self.code = code
        self.by = side
        self.reason = reason
    }
}
