import Configuration

/// Reads `alerts`: the files of rules, and that of the receivers.
enum AlertsReader {
    /// What they say; problems are those of their places.
    ///
    /// - Parameters:
    ///   - probes: the names that rules may refer to.
    ///   - all: the same probes in the order of the file, for `*`.
    static func read(_ node: ConfigNode, probes: NameTable, all: [ConfiguredProbe]) -> AlertSettings {
        guard let map = node.mapping() else { return AlertSettings() }
        let patterns = map["rules"]?.list(count: 0...100) ?? []
        var receiverNames = NameTable(of: "receiver")
        var settings = AlertSettings()
        if let file = map["receivers"] {
            settings.receivers = file.included { receivers($0, &receiverNames) } ?? []
        }
        map.finish()
        var reader = RuleReader(probes: probes, all: all, receivers: receiverNames)
        for pattern in patterns {
            settings.rules += pattern.includedAll { rules($0, &reader) }.flatMap { $0 }
        }
        return settings
    }

    private static func receivers(_ root: ConfigNode, _ names: inout NameTable) -> [AlertReceiver]? {
        guard let map = root.mapping() else { return nil }
        var receivers: [AlertReceiver] = []
        for node in map.required("receivers", "a list of who is told")?.list(count: 0...1_000) ?? [] {
            if let receiver = ReceiverReader.read(node, &names) { receivers.append(receiver) }
        }
        map.finish()
        return receivers
    }

    private static func rules(_ root: ConfigNode, _ reader: inout RuleReader) -> [AlertRule]? {
        guard let map = root.mapping() else { return nil }
        var rules: [AlertRule] = []
        for node in map.required("rules", "a list of what to tell")?.list(count: 0...1_000) ?? [] {
            if let rule = reader.read(node) { rules.append(rule) }
        }
        map.finish()
        return rules
    }
}
