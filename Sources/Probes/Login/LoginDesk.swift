import Configuration
import HTTPTypes
import Results
import Transport

/// Gets tokens and tickets over HTTP, as a user's client does.
struct LoginDesk: Sendable {
    /// An answer with a token has a few kilobytes.
    private static let maxAnswer = 64 << 10

    let http: HTTPClient

    /// Logs `user` in at `url`.
    func logIn(
        _ user: ProbeUser,
        at url: String,
        of target: Target,
        before deadline: Instant
    ) async throws(LoginError) -> Token {
        let body: JSONValue = ["email": .string(user.email), "password": .string(user.password.reveal())]
        let answer = try await post(url, body: body, headers: [:], of: target, before: deadline)
        guard let token = answer["access_token"]?.string, !token.isEmpty else { throw .noToken }
        return Token(token, userID: answer["user"]?["id"]?.string, obtained: .now)
    }

    /// Buys a ticket with `token`.
    func ticket(
        for token: Token,
        at url: String,
        of target: Target,
        before deadline: Instant
    ) async throws(LoginError) -> Secret {
        let headers: HTTPFields = [.authorization: "Bearer \(token.secret.reveal())"]
        let answer = try await post(url, body: [:], headers: headers, of: target, before: deadline)
        guard let ticket = answer["ticket_id"]?.string, !ticket.isEmpty else { throw .noTicket }
        return Secret(ticket)
    }

    private func post(
        _ url: String,
        body: JSONValue,
        headers: HTTPFields,
        of target: Target,
        before deadline: Instant
    ) async throws(LoginError) -> JSONValue {
        var call = HTTPCall(method: "POST", url: url)
        call.headers = headers
        call.headers[.contentType] = "application/json"
        call.headers[.accept] = "application/json"
        call.headers[.userAgent] = Product.userAgent
        call.body = Array(body.text().utf8)
        call.tls = target.tls
        call.addresses = target.addresses
        call.pinned = target.pinned
        call.maxBody = Self.maxAnswer
        let answer: HTTPAnswer
        do {
            answer = try await http.send(call, before: deadline)
        } catch {
            throw .transport(error)
        }
        switch answer.status {
        case 200...299: break
        case 400...499: throw .rejected(status: answer.status, body: Self.shown(answer.body))
        default: throw .status(answer.status, body: Self.shown(answer.body))
        }
        do {
            return try JSONValue(parsing: answer.body)
        } catch {
            throw .notJSON
        }
    }

    /// The beginning of a body, on one line.
    private static func shown(_ body: [UInt8]) -> String {
        Wording.line(String(decoding: body.prefix(1024), as: UTF8.self))
    }
}
