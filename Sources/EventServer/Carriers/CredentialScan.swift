import HTTPTypes
import Transport

/// Finds who wants to open a socket, wherever the credential stands.
struct CredentialScan: Sendable {
    /// How it went.
    enum Outcome: Equatable {
        case granted(Grant, by: CredentialCarrier)
        /// No carrier that is allowed here holds anything.
        case missing
        /// Every credential was bad; the reason is that of the first.
        case refused(TokenRefusal, by: CredentialCarrier)
    }

    private let carriers: [CredentialCarrier]
    private let reader: TokenReader
    private let tickets: Tickets

    init(carriers: Set<CredentialCarrier>, reader: TokenReader, tickets: Tickets) {
        self.carriers = CredentialCarrier.allCases.filter(carriers.contains)
        self.reader = reader
        self.tickets = tickets
    }

    /// The first credential that is good, in the order subprotocol, header, query, ticket.
    func scan(_ head: RequestHead, offered: [String], at now: Timestamp) -> Outcome {
        var first: Outcome?
        for carrier in carriers {
            for text in credentials(carrier, head, offered) {
                do throws(TokenRefusal) {
                    return .granted(try grant(text, carrier, now), by: carrier)
                } catch {
                    first = first ?? .refused(error, by: carrier)
                }
            }
        }
        return first ?? .missing
    }

    private func credentials(_ carrier: CredentialCarrier, _ head: RequestHead, _ offered: [String]) -> [String] {
        switch carrier {
        case .subprotocol:
            offered.compactMap(SubprotocolTokens.credential)
        case .header:
            head.headers[values: .authorization].compactMap(BearerToken.read)
        case .query:
            QueryText(head.query).values("token", "jwt", "auth_token", "access_token")
        case .ticket:
            QueryText(head.query).values("ticket", "auth_ticket", "ticket_id")
        }
    }

    private func grant(_ text: String, _ carrier: CredentialCarrier, _ now: Timestamp) throws(TokenRefusal) -> Grant {
        switch carrier {
        case .subprotocol, .header, .query:
            return try reader.grant(text, at: now)
        case .ticket:
            guard let grant = tickets.redeem(text, at: now) else { throw .unknownTicket }
            return grant
        }
    }
}
