import Configuration
import Results

/// Checks the keys of a probe that are known and do nothing yet: `idle` and `confirm`.
enum UnbuiltProbeKeys {
    /// Reports what is wrong with them, and says that they are not in force.
    static func check(_ layers: Layers, kind: Setting<ProbeKind>?) {
        idle(layers, kind: kind)
        confirm(layers)
    }

    private static func idle(_ layers: Layers, kind: Setting<ProbeKind>?) {
        guard let given = layers.given("idle") else { return }
        let idle = layers.mappings("idle")
        let range = Duration.milliseconds(1) ... .seconds(86_400)
        let hold = idle.setting("hold", default: .seconds(60)) { $0.duration(in: range) }
        let ping = idle.setting("ping", default: .seconds(20)) { $0.duration(in: range) }
        _ = idle.setting("pong_within", default: .seconds(5)) { $0.duration(in: range) }
        idle.finish()
        if let hold, let ping {
            DurationOrder(
                shorter: DurationOrder.Side(name: "idle.ping", setting: ping),
                longer: DurationOrder.Side(name: "idle.hold", setting: hold),
                isToldAtLonger: false
            ).check()
        }
        if given.layer == .probe, let kind, kind.value != .idle {
            given.value.report(
                "is for kind idle, and this probe is of kind \(kind.value.rawValue); remove one of the two"
            )
        }
        given.value.noteUnbuilt()
    }

    private static func confirm(_ layers: Layers) {
        guard let given = layers.given("confirm") else { return }
        let confirm = layers.mappings("confirm")
        let retries = confirm.setting("retries", default: 0) { $0.int(in: 0...10) }
        _ = confirm.setting("after", default: .seconds(2)) { $0.duration(in: .zero ... .seconds(3_600)) }
        confirm.finish()
        // Without retries nothing is confirmed, which is what is done.
        if let retries, retries.value > 0 { given.value.noteUnbuilt() }
    }
}
