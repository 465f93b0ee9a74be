import Configuration
import FoundationEssentials
import HTTPTypes
import Transport

/// What proves to the server who connects, and how it travels (event-protocol, "how the credential travels").
enum Credential: Sendable, Equatable {
    case none
    case header(Secret)
    case subprotocol(Secret)
    case query(Secret)
    case ticket(Secret)

    /// The credential that `carrier` makes of a token; a ticket is made elsewhere, since it has to be bought.
    init(_ token: Secret, by carrier: Carrier) {
        switch carrier {
        case .header: self = .header(token)
        case .subprotocol: self = .subprotocol(token)
        case .query: self = .query(token)
        case .ticket: self = .ticket(token)
        case .none: self = .none
        }
    }

    /// Puts it where it belongs in the request for an upgrade.
    func attach(to dial: inout Dial) {
        switch self {
        case .none:
            break
        case .header(let token):
            dial.headers[.authorization] = "Bearer \(token.reveal())"
        case .subprotocol(let token):
            // The browser's form: a word to choose, and the token behind it. Servers may echo the word, never the token.
            // A target may offer the word itself, and nothing may be offered twice (RFC 6455 §4.1).
            let word = "jwt-auth"
            if !dial.subprotocols.contains(word) { dial.subprotocols.append(word) }
            dial.subprotocols.append("jwt.\(Self.base64URL(token.reveal()))")
        case .query(let token):
            dial.url = dial.url.adding(query: "token", token.reveal())
        case .ticket(let ticket):
            dial.url = dial.url.adding(query: "ticket", ticket.reveal())
        }
    }

    /// Every text in which it goes over the wire.
    var secrets: [Secret] {
        switch self {
        case .none: []
        case .header(let token), .query(let token), .ticket(let token): [token]
        case .subprotocol(let token): [token, Secret(Self.base64URL(token.reveal()))]
        }
    }

    /// RFC 4648 §5, without padding.
    private static func base64URL(_ text: String) -> String {
        String(
            Data(text.utf8).base64EncodedString().compactMap { character in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            }
        )
    }
}
