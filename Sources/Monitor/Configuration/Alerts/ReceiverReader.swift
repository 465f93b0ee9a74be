import Configuration
import HTTPTypes
import Transport

/// Reads receivers of notifications.
enum ReceiverReader {
    /// Every shape that may be asked for; those that are not in force yet are known.
    private enum Format: String, CaseIterable {
        case standard, alertmanager, slack, pagerduty, discord, teams, template

        var built: NotificationFormat? {
            switch self {
            case .standard: .standard
            case .alertmanager: .alertmanager
            case .slack: .slack
            case .pagerduty, .discord, .teams, .template: nil
            }
        }
    }

    private enum GroupLabel: String, CaseIterable {
        case target, probe, name, severity
    }

    /// The receiver that `node` says; nil when something was reported, or it is not in force yet.
    static func read(_ node: ConfigNode, _ names: inout NameTable) -> AlertReceiver? {
        guard let map = node.mapping() else { return nil }
        let name = map.required("name").flatMap { names.claim($0) }
        var webhook: Webhook?
        switch map.oneOf("webhook", "alertmanager") {
        case ("webhook", let node)?: webhook = self.webhook(node)
        case (_, let node)?: alertmanager(node)
        case nil: node.report("says not where it is; give webhook or alertmanager")
        }
        webhook?.headers = headers(map["headers"])
        webhook?.authorization = map["authorization"].flatMap(authorization)
        webhook?.tls = TLSReader.read(map["tls"]).settings
        if let proxy = map["proxy"] {
            _ = proxy.string()
            proxy.note("not in force yet: nothing is sent to this receiver, which may be out of reach without it")
            webhook = nil
        }
        map["group_by"].map(grouping)
        let policy = policy(map)
        let timeout = map["timeout"]?.duration(in: .milliseconds(100) ... .seconds(300))
        map.finish()
        guard let name, let webhook else { return nil }
        return AlertReceiver(name: name, webhook: webhook, policy: policy, timeout: timeout ?? .seconds(10))
    }

    private static func policy(_ map: ConfigMapping) -> NotificationPolicy {
        var policy = NotificationPolicy()
        if let every = map["repeat_every"]?.duration(in: .seconds(60) ... .seconds(30 * 86_400)) {
            policy.repeatEvery = every
        }
        policy.sendsResolved = map["send_resolved"]?.bool() ?? policy.sendsResolved
        return policy
    }

    private static func webhook(_ node: ConfigNode) -> Webhook? {
        guard let map = node.mapping() else { return nil }
        let address = map.required("url", "where to post to, best as ${file:path}: whoever knows it can post")
        let url = address?.secretURL(schemes: ["http", "https"])
        if let address, let url, let objection = HTTPCall.objection(to: url.reveal()) { address.report(objection) }
        let format = map["format"]
        let shape = format.map { $0.choice(of: Format.self) } ?? .standard
        let secret = map["secret"].flatMap(secret)
        _ = map["template"]?.path()
        map.finish()
        guard let url, let shape else { return nil }
        guard let built = shape.built else {
            format?.note("\(shape.rawValue) is not in force yet: nothing is sent to this receiver")
            return nil
        }
        return Webhook(url: url, format: built, secret: secret)
    }

    private static func secret(_ node: ConfigNode) -> WebhookSecret? {
        guard let text = node.secret() else { return nil }
        do throws(WebhookSecret.Refusal) {
            return try WebhookSecret(text)
        } catch {
            node.report(error.description)
            return nil
        }
    }

    private static func headers(_ node: ConfigNode?) -> [(name: String, value: Secret)] {
        guard let node else { return [] }
        return HeaderReader.plain(node).map { ($0.name.rawName, Secret($0.value)) }
    }

    private static func authorization(_ node: ConfigNode) -> Secret? {
        guard let value = node.secret() else { return nil }
        guard value.reveal().utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            node.report("has a character that no header may have; want it as it is sent, like Bearer TOKEN")
            return nil
        }
        return value
    }

    private static func alertmanager(_ node: ConfigNode) {
        guard let map = node.mapping() else { return }
        for url in map.required("urls", "where its peers are, like [\"http://127.0.0.1:9093\"]")?.list(count: 1...100)
            ?? []
        {
            _ = url.httpURL()
        }
        map.finish()
        node.note("not in force yet: nothing is sent to this receiver")
    }

    private static func grouping(_ node: ConfigNode) {
        for label in node.list(count: 0...GroupLabel.allCases.count) ?? [] { _ = label.choice(of: GroupLabel.self) }
        node.note("not in force yet: each alert is a group of its own")
    }
}
