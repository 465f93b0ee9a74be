import HTTPTypes
import Transport

/// The request for an upgrade as a person reads it; the random key is left out.
enum RequestHeadText {
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
