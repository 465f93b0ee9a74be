public import NIOCore

/// One whole message, its fragments joined.
public struct WebSocketMessage: Sendable, Equatable {
    /// What the payload is (RFC 6455 §5.6).
    public enum Kind: String, Sendable, Equatable {
        /// UTF-8, checked.
        case text
        /// Any bytes.
        case binary
    }

    /// What the payload is.
    public let kind: Kind
    /// Valid UTF-8 when the kind is text; at most ``SessionLimits/maxMessage`` bytes. It may share memory with whatever
    /// was read together with it, so who keeps many of them copies them.
    public let payload: ByteBuffer
    /// In how many frames it came, 1 or more.
    public let fragments: Int

    /// A message of these parts.
    public init(kind: Kind, payload: ByteBuffer, fragments: Int = 1) {
        self.kind = kind
        self.payload = payload
        self.fragments = fragments
    }
}
