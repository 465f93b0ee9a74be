import NIOSSL

/// Why TLS failed.
enum TLSFailure {
    /// Whether the peer only forgot its close_notify: many do, and the WebSocket close frame has said the end already.
    static func isUncleanEnd(_ error: any Error) -> Bool {
        (error as? NIOSSLError) == .uncleanShutdown
    }
}
