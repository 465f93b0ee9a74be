import Transport

/// Why there is no token.
enum LoginError: Error, Equatable {
    /// 4xx: the server knows the way and does not want us.
    case rejected(status: Int, body: String)
    /// Any other status.
    case status(Int, body: String)
    case notJSON
    case noToken
    /// A ticket was asked for and none came.
    case noTicket
    case transport(HTTPFailure)
}

extension LoginError: CustomStringConvertible {
    var description: String {
        switch self {
        case .rejected(let status, let body), .status(let status, let body):
            body.isEmpty ? "the login was answered with \(status)" : "the login was answered with \(status): \(body)"
        case .notJSON: "the login was answered with 200 and something that is not JSON"
        case .noToken: "the login was answered with 200 and no access_token"
        case .noTicket: "the request for a ticket was answered with 200 and no ticket_id"
        case .transport(let failure): "the login failed: \(failure)"
        }
    }
}
