import HTTPTypes
import Transport

/// The two heads of an upgrade as a person reads them.
enum HeadText {
    /// The answer.
    static func of(_ answer: ResponseHead) -> String {
        let lines = ["HTTP/1.1 \(answer.status) \(answer.reason)"]
        return (lines + answer.headers.map { "\($0.name.rawName): \($0.value)" }).joined(separator: "\n")
    }

    /// The request; the random key is left out.
    static func of(_ dial: Dial) -> String {
        var lines = ["GET \(dial.url.target) HTTP/1.1", "Host: \(dial.url.authority)"]
        lines += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
        if !dial.subprotocols.isEmpty {
            lines.append("Sec-WebSocket-Protocol: \(dial.subprotocols.joined(separator: ", "))")
        }
        lines += dial.headers.map { "\($0.name.rawName): \($0.value)" }
        return lines.joined(separator: "\n")
    }
}
