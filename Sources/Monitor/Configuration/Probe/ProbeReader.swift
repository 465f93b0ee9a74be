import Configuration
import Probes
import Results

/// Reads `probes`, each over `defaults`.
struct ProbeReader {
    private let base: ConfigMapping?
    private let targets: [String: TargetReader]
    private let targetNames: NameTable
    private var needs = NeedsChecker()

    /// A reader of probes of these targets. `defaults` may say any key of a probe but its name.
    init(defaults: ConfigNode?, targets: [String: TargetReader], names: NameTable) {
        base = defaults?.mapping()
        self.targets = targets
        targetNames = names
    }

    /// The probe that `node` describes; its name is claimed in `names` even when the rest is wrong.
    mutating func read(_ node: ConfigNode, names: inout NameTable) -> ConfiguredProbe? {
        guard let map = node.mapping() else { return nil }
        let name = map.required("name", "the probe a name, for metrics and alerts to call it by")
            .flatMap { names.claim($0) }
        let layers = Layers(own: map, base: base)
        let target = target(layers, at: map.node)
        let kind = layers.setting("kind", default: ProbeKind.journey) { $0.choice(of: ProbeKind.self) }
        let contract = layers.setting("contract", default: Contract.agentRun) { Contract.named(by: $0) }?.value
        let timing = TimingReader.read(layers, events: contract?.eventNames)
        let message = layers.setting("message", default: nil) {
            $0.filledIn(with: ["nonce"] + (target?.captures ?? []))
        }
        let messages = layers.setting("messages", default: 1) { $0.int(in: 1...1_000) }
        let connections = layers.setting("connections", default: 1) { $0.int(in: 1...10) }
        UnbuiltProbeKeys.check(layers, kind: kind)
        let confirm = ConfirmReader.read(layers)
        needs.add(layers, probe: name)
        map.finish()
        if let kind, let target { KindChecks.check(kind.value, of: target.target, at: kind.node ?? map.node) }
        guard let name, let target, let contract, let kind, let timing else { return nil }
        var plan = ProbePlan(name: name, kind: kind.value, target: target.target, contract: contract)
        plan.timeout = timing.timeout
        plan.sla = timing.budgets
        plan.linger = timing.linger
        if let message { plan.message = message.value ?? plan.message }
        plan.target.secrets += message?.node?.fetched ?? []
        if let messages { plan.messages = messages.value }
        if let connections { plan.connections = connections.value }
        let obstacles = (UnbuiltPart.kinds.contains(kind.value) ? [] : [.kind(kind.value)]) + target.obstacles
        if !obstacles.isEmpty {
            let parts = obstacles.map(\.description).joined(separator: " and ")
            node.note("not scheduled: \(parts) \(obstacles.count == 1 ? "is" : "are") not in force yet")
        }
        var probe = ConfiguredProbe(plan: plan, every: timing.every, obstacles: obstacles)
        probe.confirm = confirm
        probe.writtenMessage = message?.node.flatMap { $0.hasReferences ? $0.written : nil }
        return probe
    }

    /// Reports what can be known only now: needs of probes that are not there, and what is wrong with `defaults`.
    func finish(names: NameTable) {
        needs.check(names: names)
        guard let base else { return }
        base.optional("name")?.report("is for one probe alone; remove it from defaults")
        // Known even where there is no probe to ask for them.
        for key in Self.keys { base.allow(key) }
        base.finish()
    }

    private static let keys = [
        "kind", "target", "every", "timeout", "message", "contract", "sla", "linger", "messages", "connections", "idle",
        "confirm", "needs",
    ]

    private func target(_ layers: Layers, at probe: ConfigNode) -> TargetReader? {
        guard let given = layers.given("target") else {
            probe.report("target is missing; give the name of a target")
            return nil
        }
        return targetNames.refer(given.value).flatMap { targets[$0] }
    }
}
