import Configuration

/// Checks `slos`: what share of cycles has to be good.
enum ObjectiveReader {
    /// Reports what is wrong with the list.
    static func check(_ node: ConfigNode, probes: NameTable) {
        var names = NameTable(of: "SLO")
        for item in node.list() ?? [] { objective(item, &names, probes) }
        node.noteUnbuilt()
    }

    private static func objective(_ node: ConfigNode, _ names: inout NameTable, _ probes: NameTable) {
        guard let map = node.mapping() else { return }
        _ = map.required("name").flatMap { names.claim($0) }
        if let list = map.required("probes", "the names of its probes") { ProbeListReader.check(list, probes: probes) }
        if let objective = map.required("objective", "a percentage like 99.9"),
            let share = objective.double(in: 0...100),
            share == 0 || share == 100
        {
            objective.report(
                "\(Int(share)) leaves no budget to spend or nothing to hold; want a percentage between 0 and 100"
            )
        }
        _ = map["window"]?.duration(in: .seconds(3_600) ... .seconds(365 * 86_400))
        map.finish()
    }
}
