import HTTPTypes
import NIOCore

/// An HTTP request as the endpoints see it: whole, and small.
struct WebRequest: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let headers: HTTPFields
    let body: ByteBuffer
    /// The host that the client named.
    let authority: String?
    let peer: SocketAddress?

    /// The token of `Authorization: Bearer`.
    var bearer: String? { headers[.authorization].flatMap(BearerToken.read) }
}
