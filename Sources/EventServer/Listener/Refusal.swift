import HTTPTypes
import Transport

/// Why a connection gets an answer from the front door instead of a session.
enum Refusal: Error, Equatable {
    case head(HeadFailure)
    case badUpgrade(UpgradeDefect)
    /// No Host, several, or one that is none.
    case host
    /// A plain request where a WebSocket lives.
    case notAnUpgrade
    case unknownPath
    case origin
    case noCredential
    case badCredential(TokenRefusal)
    case tooManyConnections
    case tooManyOfUser(limit: Int)
    case draining

    var reason: RefusalReason {
        switch self {
        case .head(.unreadable(.tooLong)): .headTooLong
        case .head(.unreadable(.malformed)), .host: .malformed
        case .head(.timedOut): .headTimeout
        case .badUpgrade, .notAnUpgrade: .badUpgrade
        case .unknownPath: .unknownPath
        case .origin: .origin
        case .noCredential: .noCredential
        case .badCredential: .badCredential
        case .tooManyConnections: .tooManyConnections
        case .tooManyOfUser: .tooManyOfUser
        case .draining: .draining
        }
    }

    /// The answer, with a body for whoever reads the log of the client.
    var reply: HTTPReply {
        var headers = moreHeaders
        headers[.contentType] = "application/json"
        let body: JSON = ["error": .string(reason.rawValue), "message": .string(message)]
        return HTTPReply(status: status, headers: headers, body: body.text)
    }

    private var status: Int {
        switch self {
        case .head(.unreadable(.tooLong)): 431
        case .head(.unreadable(.malformed)), .host: 400
        case .head(.timedOut): 408
        case .badUpgrade(let defect): defect.status
        case .notAnUpgrade: 426
        case .unknownPath: 404
        case .origin: 403
        case .noCredential, .badCredential: 401
        case .tooManyOfUser: 429
        case .tooManyConnections, .draining: 503
        }
    }

    private var message: String {
        switch self {
        case .head(.unreadable(let error)): error.description
        case .head(.timedOut(let limit)): "the head of the request did not come within \(limit.brief)"
        case .badUpgrade(let defect): defect.description
        case .host: UpgradeDefect.host.description
        case .notAnUpgrade: "a WebSocket is spoken here; ask for an upgrade"
        case .unknownPath: "no WebSocket is spoken under this path; it is /ws"
        case .origin: "this origin is not allowed"
        case .noCredential: "no credential was found in the subprotocols, the header or the query"
        case .badCredential(let refusal): refusal.message
        case .tooManyConnections: "the server has as many connections as it takes"
        case .tooManyOfUser(let limit): "this user has \(limit) connections already"
        case .draining: "the server is shutting down"
        }
    }

    private var moreHeaders: HTTPFields {
        switch self {
        case .badUpgrade(.version): [.upgrade: "websocket", .secWebSocketVersion: "13"]
        case .badUpgrade(.method): [.allow: "GET"]
        case .notAnUpgrade: [.upgrade: "websocket", .secWebSocketVersion: "13"]
        case .noCredential: [.wwwAuthenticate: "Bearer"]
        case .badCredential: [.wwwAuthenticate: "Bearer error=\"invalid_token\""]
        case .tooManyConnections, .draining, .tooManyOfUser: [.retryAfter: "1"]
        case .head, .badUpgrade, .host, .unknownPath, .origin: [:]
        }
    }
}
