import Configuration
import Probes

/// Reads rules of alerts.
struct RuleReader {
    /// Annotations that one rule may have.
    private static let mostAnnotations = 20

    private var names = NameTable(of: "rule")
    private let probes: NameTable
    private let all: [ConfiguredProbe]
    private let receivers: NameTable

    /// A reader of rules about these probes, for these receivers.
    init(probes: NameTable, all: [ConfiguredProbe], receivers: NameTable) {
        self.probes = probes
        self.all = all
        self.receivers = receivers
    }

    /// The rule that `node` says; nil when something was reported, or it is not in force yet.
    mutating func read(_ node: ConfigNode) -> AlertRule? {
        guard let map = node.mapping() else { return nil }
        let name = map.required("name").flatMap { names.claim($0) }
        let probes = map.required("probes", "whom it is about: names of probes, or \"*\"").map(probeNames)
        let condition = map.required("when", "when it fires, like { failures: 2, of: 3 }").flatMap(ConditionReader.read)
        let recover = map["recover"]?.mapping()
        let passes = recover?["passes"]?.int(in: 1...AlertCondition.longest)
        recover?.finish()
        let severity = map["severity"]?.choice(of: AlertSeverity.self)
        let receivers = map["receivers"]?.list(count: 0...100)?.compactMap(receiver) ?? []
        let annotations = map["annotations"].map(annotations) ?? [:]
        map.finish()
        guard let name, let probes, let condition else { return nil }
        if case .absent(let limit) = condition { map["when"].map { checkAbsence(limit, probes, $0) } }
        return AlertRule(
            name: name,
            probes: probes,
            condition: condition,
            recoverPasses: passes ?? 1,
            severity: severity ?? .page,
            receivers: receivers.unique,
            annotations: annotations
        )
    }

    /// A probe that runs seldom would be missed between any two of its runs.
    private func checkAbsence(_ limit: Duration, _ probes: [String], _ node: ConfigNode) {
        guard let seldom = all.first(where: { probes.contains($0.plan.name) && $0.every + $0.plan.timeout > limit })
        else { return }
        let least = DurationText.format(seldom.every + seldom.plan.timeout)
        node.report(
            "absent \(DurationText.format(limit)) passes between two runs of \(seldom.plan.name); want \(least) or more"
        )
    }

    private func probeNames(_ node: ConfigNode) -> [String] {
        var result: [String] = []
        for item in node.list(count: 1...10_000) ?? [] {
            if item.kind == .text, item.string() == "*" {
                result += all.map(\.plan.name)
            } else if let name = probes.refer(item) {
                result.append(name)
            }
        }
        return result.unique
    }

    private func receiver(_ node: ConfigNode) -> String? {
        guard receivers.isEmpty else { return receivers.refer(node) }
        node.report("there are no receivers; name their file as alerts.receivers in quintet.yaml")
        return nil
    }

    private func annotations(_ node: ConfigNode) -> [String: AnnotationTemplate] {
        guard let entries = node.mapping()?.entries else { return [:] }
        guard entries.count <= Self.mostAnnotations else {
            node.report("has \(entries.count) annotations; want at most \(Self.mostAnnotations)")
            return [:]
        }
        var result: [String: AnnotationTemplate] = [:]
        for (key, node) in entries {
            guard let text = node.string(allowingEmpty: true) else { continue }
            do throws(TemplateError) {
                result[key] = try AnnotationTemplate(text)
            } catch {
                node.report(error.description)
            }
        }
        return result
    }
}

extension [String] {
    /// Each once, at its first place.
    fileprivate var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
