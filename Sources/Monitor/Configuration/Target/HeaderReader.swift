import Configuration
import HTTPTypes

/// Reads `headers` and `origin`: what an upgrade says besides its handshake.
enum HeaderReader {
    /// Every field that `map` gives. With `carriesToken`, Authorization belongs to the carrier.
    static func read(_ map: ConfigMapping, carriesToken: Bool) -> HTTPFields {
        var fields = HTTPFields()
        for (key, node) in map["headers"]?.mapping()?.entries ?? [] {
            guard let field = field(key, node, carriesToken: carriesToken) else { continue }
            fields.append(field)
        }
        if let node = map["origin"], let origin = origin(node) {
            if fields.contains(.origin) { node.report("stands in headers too; keep one of the two") }
            fields[.origin] = origin
        }
        return fields
    }

    /// The fields of a request that nothing else writes into.
    static func plain(_ node: ConfigNode) -> HTTPFields {
        var fields = HTTPFields()
        for (key, node) in node.mapping()?.entries ?? [] {
            if let field = field(key, node, carriesToken: false) { fields.append(field) }
        }
        return fields
    }

    private static func field(_ key: String, _ node: ConfigNode, carriesToken: Bool) -> HTTPField? {
        guard let name = HTTPField.Name(key) else {
            node.report("is no name of a header; want letters, digits and - alone")
            return nil
        }
        if let objection = objection(to: name.canonicalName, carriesToken: carriesToken) {
            node.report(objection)
            return nil
        }
        guard let value = node.string(allowingEmpty: true) else { return nil }
        guard HTTPField.isValidValue(value) else {
            node.report("has a control character or a space at its edge, which no header may; remove it")
            return nil
        }
        return HTTPField(name: name, value: value)
    }

    /// Why a header is not the user's to write, and what to do instead; nil when it is.
    private static func objection(to name: String, carriesToken: Bool) -> String? {
        switch name {
        case "host": "is written by quintet itself, from url; remove it"
        case "sec-websocket-protocol": "is written by quintet itself; list what it offers under subprotocols"
        case "sec-websocket-extensions": "is written by quintet itself; remove it, or see compression"
        case "authorization" where carriesToken: "carries the token; remove it, or choose another auth.carrier"
        case "connection", "upgrade", "content-length", "transfer-encoding", "te", "trailer", "keep-alive",
            "proxy-connection":
            "is written by quintet itself; remove it"
        case _ where name.hasPrefix("sec-websocket-"): "is written by quintet itself; remove it"
        case _: nil
        }
    }

    private static func origin(_ node: ConfigNode) -> String? {
        node.value("an origin like https://app.example.com, without a path") { text in
            if text == "null" { return text }
            guard let mark = text.firstRange(of: "://"), mark.lowerBound > text.startIndex else { return nil }
            let host = text[mark.upperBound...]
            guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
                !host.contains(where: { "/?#@".contains($0) })
            else { return nil }
            return text
        }
    }
}
