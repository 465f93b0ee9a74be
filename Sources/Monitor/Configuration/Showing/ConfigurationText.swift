import Configuration
import Probes
import Results

/// A configuration as YAML, with every default: what is in force, and nothing that is secret.
public enum ConfigurationText {
    /// The text.
    public static func of(_ configuration: MonitorConfiguration) -> String {
        var yaml = YAMLText()
        yaml.add("listen", "\(configuration.listen)")
        yaml.add("monitor") { $0.add("lag", plain: DurationText.format(configuration.lag)) }
        yaml.add("store") { store(configuration.store, &$0) }
        yaml.add("targets", each: configuration.targets) { TargetText.write($0, into: &$1) }
        yaml.add("probes", each: configuration.probes) { probe($0, &$1) }
        return String(yaml.text.dropLast())
    }

    private static func store(_ store: StoreSettings, _ yaml: inout YAMLText) {
        if let path = store.path { yaml.add("path", path) }
        yaml.add("retain", plain: DurationText.format(store.retain))
        yaml.add("transcripts") { yaml in
            yaml.add("failed", plain: store.failedTranscripts)
            yaml.add("passed", plain: store.passedTranscripts)
            yaml.add("bytes", plain: ByteSizeText.format(store.transcriptBytes))
        }
    }

    private static func probe(_ probe: ConfiguredProbe, _ yaml: inout YAMLText) {
        let plan = probe.plan
        yaml.add("name", plan.name)
        yaml.add("kind", plan.kind.rawValue)
        yaml.add("target", plan.target.name)
        yaml.add("every", plain: DurationText.format(probe.every))
        yaml.add("timeout", plain: DurationText.format(plan.timeout))
        yaml.add("message", probe.writtenMessage ?? plan.message)
        yaml.add("contract", plan.contract.name)
        yaml.add("sla") { sla(plan.sla, &$0) }
        yaml.add("linger", plain: DurationText.format(plan.linger))
        yaml.add("messages", plain: plan.messages)
        yaml.add("connections", plain: plan.connections)
        yaml.add("confirm") { yaml in
            yaml.add("retries", plain: probe.confirm.retries)
            yaml.add("after", plain: DurationText.format(probe.confirm.after))
        }
        for obstacle in probe.obstacles { yaml.comment("not scheduled: \(obstacle) is not in force yet") }
    }

    private static func sla(_ budgets: Budgets, _ yaml: inout YAMLText) {
        var shared = budgets
        shared.events = [:]
        for (step, budget) in shared.byStep { yaml.add(step, plain: DurationText.format(budget)) }
        yaml.add("events") { yaml in
            for (event, budget) in budgets.events.sorted(by: { $0.key < $1.key }) {
                yaml.add(event, plain: DurationText.format(budget))
            }
        }
    }
}
