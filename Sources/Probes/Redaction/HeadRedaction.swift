import HTTPTypes

/// Takes the credentials out of the head of a request or of an answer. What shows which kind it was stays: the scheme of
/// an Authorization, the name of a cookie, the word before a token among the subprotocols.
struct HeadRedaction {
    /// Words that tokens among the subprotocols begin with, up to their first point.
    private static let carriers = ["jwt", "jwt-auth", "bearer", "staging-auth", "token", "auth"]
    /// Kubernetes' form of it.
    private static let kubernetes = "base64url.bearer.authorization.k8s.io."
    /// No name of a protocol is so long.
    private static let longestProtocol = 64

    private static let hidden = String(decoding: Edits.redacted, as: UTF8.self)

    let redaction: Redaction

    /// Anything else of a head.
    func text(_ text: String) -> String { redaction.of(text) }

    /// Path and query of a request line.
    func target(_ target: String) -> String {
        let bytes = Array(target.utf8)
        return redaction.of(String(decoding: CredentialShapes.redacted(bytes, isTarget: true) ?? bytes, as: UTF8.self))
    }

    /// The value of a field.
    func value(of field: HTTPField) -> String {
        let value = field.value
        switch field.name.canonicalName {
        case "authorization", "proxy-authorization": return Self.withScheme(value)
        case "cookie": return Self.list(value, separator: ";", Self.pair)
        case "set-cookie":
            let end = value.firstIndex(of: ";") ?? value.endIndex
            return Self.pair(value[..<end]) + redaction.of(String(value[end...]))
        case "sec-websocket-protocol": return Self.list(value, separator: ",") { self.protocolName($0) }
        case let name:
            return CredentialName.isOne(Array(name.utf8)) && !value.isEmpty ? Self.hidden : redaction.of(value)
        }
    }

    /// `Bearer abc` → `Bearer <redacted>`
    private static func withScheme(_ value: String) -> String {
        guard let space = value.firstIndex(of: " "), space > value.startIndex else { return hidden }
        return value[..<space] + " " + hidden
    }

    /// `sid=abc` → `sid=<redacted>`
    private static func pair(_ text: Substring) -> String {
        guard let equals = text.firstIndex(of: "=") else { return hidden }
        return text[...equals] + hidden
    }

    private func protocolName(_ name: Substring) -> String {
        if name.hasPrefix(Self.kubernetes) { return Self.kubernetes + Self.hidden }
        if let point = name.firstIndex(of: "."), Self.carriers.contains(name[..<point].lowercased()) {
            return name[...point] + Self.hidden
        }
        return name.utf8.count > Self.longestProtocol ? Self.hidden : redaction.of(String(name))
    }

    private static func list(_ text: String, separator: Character, _ show: (Substring) -> String) -> String {
        text.split(separator: separator, omittingEmptySubsequences: false)
            .map { item in
                let space = item.prefix { $0 == " " }
                return space + show(item[space.endIndex...])
            }
            .joined(separator: String(separator))
    }
}
