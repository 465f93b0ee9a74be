import Configuration

/// Checks `maintenance`: when failures wake nobody.
enum MaintenanceReader {
    /// Reports what is wrong with the list.
    static func check(_ node: ConfigNode, probes: NameTable) {
        var names = NameTable(of: "maintenance window")
        for item in node.list() ?? [] { window(item, &names, probes) }
        node.noteUnbuilt()
    }

    private static func window(_ node: ConfigNode, _ names: inout NameTable, _ probes: NameTable) {
        guard let map = node.mapping() else { return }
        _ = map.required("name").flatMap { names.claim($0) }
        _ = map.required("cron", "when it begins, like 0 4 * * 0")?
            .value("a time like 0 4 * * 0") { text throws(CronText.Refusal) in try CronText.check(text) }
        _ = map.required("for", "how long it lasts, like 1h")?.duration(in: .seconds(60) ... .seconds(30 * 86_400))
        if let list = map.required("probes", "whom it is for: names of probes, or \"*\"") {
            ProbeListReader.check(list, probes: probes)
        }
        map.finish()
    }
}
