import HTTPTypes
import Transport

/// The two heads of an upgrade as a person reads them, without credentials.
struct HeadText {
    private let redaction: HeadRedaction

    init(_ redaction: Redaction) { self.redaction = HeadRedaction(redaction: redaction) }

    /// The answer.
    func of(_ answer: ResponseHead) -> String {
        let line = "HTTP/1.1 \(answer.status) \(redaction.text(answer.reason))"
        return ([line] + lines(answer.headers)).joined(separator: "\n")
    }

    /// The request, in the order in which it goes over the wire; the random key is left out.
    func of(_ dial: Dial) -> String {
        var text = ["GET \(redaction.target(dial.url.target)) HTTP/1.1"]
        if !dial.headers.contains(where: { $0.name.canonicalName == "host" }) {
            text.append("Host: \(dial.url.authority)")
        }
        text += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
        var offer = HTTPFields()
        if !dial.subprotocols.isEmpty { offer[.secWebSocketProtocol] = dial.subprotocols.joined(separator: ", ") }
        return (text + lines(offer) + lines(dial.headers)).joined(separator: "\n")
    }

    private func lines(_ fields: HTTPFields) -> [String] {
        fields.map { "\($0.name.rawName): \(redaction.value(of: $0))" }
    }
}
