import Configuration
import HTTPTypes
import Probes

/// Reads `headers` and `origin`: what an upgrade says besides its handshake.
enum HeaderReader {
    /// Every field that `map` gives, and which of them may hold a secret. With `carriesToken`, Authorization belongs to
    /// the carrier.
    static func read(
        _ map: ConfigMapping,
        carriesToken: Bool
    ) -> (fields: HTTPFields, secret: Set<HTTPField.Name>) {
        var fields = HTTPFields()
        var secret: Set<HTTPField.Name> = []
        for (key, node) in map["headers"]?.mapping()?.entries ?? [] {
            guard let field = field(key, node, carriesToken: carriesToken, beside: fields) else { continue }
            fields.append(field)
            if node.hasReferences { secret.insert(field.name) }
        }
        if let node = map["origin"], let origin = origin(node) {
            if fields.contains(.origin) { node.report("stands in headers too; keep one of the two") }
            fields[.origin] = origin
        }
        return (fields, secret)
    }

    /// The fields of a request that nothing else writes into.
    static func plain(_ node: ConfigNode) -> HTTPFields {
        var fields = HTTPFields()
        for (key, node) in node.mapping()?.entries ?? [] {
            if let field = field(key, node, carriesToken: false, beside: fields) { fields.append(field) }
        }
        return fields
    }

    private static func field(
        _ key: String,
        _ node: ConfigNode,
        carriesToken: Bool,
        beside others: HTTPFields
    ) -> HTTPField? {
        do throws(OwnHeader.Refusal) {
            let name = try OwnHeader.name(key, carriesToken: carriesToken)
            guard let value = node.string(allowingEmpty: true) else { return nil }
            return try OwnHeader.field(name, value, beside: others)
        } catch {
            node.report(error.description)
            return nil
        }
    }

    private static func origin(_ node: ConfigNode) -> String? {
        node.value(OriginText.wanted) { OriginText.isOne($0) ? $0 : nil }
    }
}
