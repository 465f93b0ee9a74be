import Configuration
import Results

/// Checks the key of a probe that is known and does nothing yet: `idle`.
enum UnbuiltProbeKeys {
    /// Reports what is wrong with it, and says that it is not in force.
    static func check(_ layers: Layers, kind: Setting<ProbeKind>?) {
        idle(layers, kind: kind)
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
}
