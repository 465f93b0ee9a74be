import Configuration

/// Checks lists of probes in which `*` stands for all.
enum ProbeListReader {
    /// Reports names that no probe has.
    static func check(_ node: ConfigNode, probes: NameTable) {
        for item in node.list(count: 1...10_000) ?? [] {
            if item.kind == .text, item.string() == "*" { continue }
            _ = probes.refer(item)
        }
    }
}
