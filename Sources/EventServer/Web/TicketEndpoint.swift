import FoundationEssentials
import HTTPTypes
import NIOCore

/// `POST /websocket/ticket`: a ticket instead of a token in the URL of the socket.
struct TicketEndpoint: Sendable {
    let reader: TokenReader
    let tickets: Tickets
    /// What stands in the ticket's URL where the client named no host.
    let address: String

    func add(to routes: inout Routes) {
        routes.on(.post, "/websocket/ticket") { issue($0) }
    }

    private struct Wish: Decodable {
        let lifetime: Int?
        let isSingleUse: Bool?

        enum CodingKeys: String, CodingKey {
            case lifetime = "ttl_seconds"
            case isSingleUse = "single_use"
        }
    }

    private func issue(_ request: WebRequest) -> WebAnswer {
        guard let token = request.bearer else { return .unauthorized(nil) }
        let now = Timestamp.now
        let grant: Grant
        do throws(TokenRefusal) {
            grant = try reader.grant(token, at: now)
        } catch {
            return .unauthorized(error)
        }
        let isEmpty = request.body.readableBytes == 0
        let wish = isEmpty ? Wish(lifetime: nil, isSingleUse: nil) : WebBody.read(request.body, as: Wish.self)
        guard let wish, (30...3600).contains(wish.lifetime ?? 300) else {
            return .problem(422, "invalid_fields", "want {\"ttl_seconds\": 30 to 3600, \"single_use\": true or false}")
        }
        let ticket = tickets.issue(
            to: grant,
            lifetime: .seconds(wish.lifetime ?? 300),
            isSingleUse: wish.isSingleUse ?? true,
            at: now
        )
        guard let ticket else {
            return .problem(
                429,
                "too_many_tickets",
                "too many tickets are waiting to be used",
                headers: [.retryAfter: "30"]
            )
        }
        return WebAnswer(
            200,
            [
                "ticket_id": .string(ticket.id),
                "expires_at": .double(ticket.expires.seconds),
                "created_at": .double(ticket.created.seconds),
                "ttl_seconds": .int(Int(ticket.lifetime.components.seconds)),
                "single_use": .bool(ticket.isSingleUse),
                "websocket_url": .string("ws://\(request.authority ?? address)/ws?ticket=\(ticket.id)"),
            ]
        )
    }
}
