public import HTTPTypes
public import NIOCore

/// A whole HTTP answer after which the connection is closed: how an upgrade is refused.
public struct HTTPReply: Sendable, Equatable {
    /// 200 to 599.
    public let status: Int
    /// Besides Content-Length and Connection.
    public let headers: HTTPFields
    /// Empty for none.
    public let body: String

    /// An answer; its length and `Connection: close` are added when it is written.
    public init(status: Int, headers: HTTPFields = [:], body: String) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The bytes of the answer, as HTTP/1.1 has them.
    public var encoded: ByteBuffer {
        var text = "HTTP/1.1 \(status) \(reason)\r\n"
        for field in headers { text += "\(field.name.rawName): \(field.value)\r\n" }
        text += "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
        return ByteBuffer(string: text + body)
    }

    /// The phrase behind the status, for those with which an upgrade is refused.
    private var reason: String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 426: "Upgrade Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 503: "Service Unavailable"
        default: "Refused"
        }
    }
}
