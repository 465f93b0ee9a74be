/// What a connection told of itself before the first request.
struct HandshakeFacts: Sendable, Equatable {
    var userID: String?
    var connectionID: String?
    var threadID: String?
    /// The run id that the server proposes.
    var runID: String?
    /// How the handshake really went; nil while that is not known.
    var dialect: HandshakeDialect?
    /// Said by the server in an error frame before it was ready.
    var complaint: String?
}
