import Configuration

/// Two durations of a probe of which one must not be longer than the other.
struct DurationOrder {
    /// A duration and the key that says it: `sla.gap`.
    struct Side {
        let name: String
        let setting: Setting<Duration>

        var shown: String {
            let text = DurationText.format(setting.value)
            return setting.layer == .builtIn ? "\(text) (the default)" : text
        }
    }

    let shorter: Side
    let longer: Side
    /// Which of them is told of where both are said at the same place.
    let isToldAtLonger: Bool

    /// Reports a contradiction, at the one that is nearer to the probe.
    func check() {
        guard shorter.setting.value > longer.setting.value else { return }
        let advice = "raise \(longer.name) or lower \(shorter.name)"
        let atLonger =
            longer.setting.layer > shorter.setting.layer
            || (longer.setting.layer == shorter.setting.layer && isToldAtLonger)
        if atLonger {
            longer.setting.node?.report("\(longer.shown) is shorter than \(shorter.name) \(shorter.shown); \(advice)")
        } else {
            shorter.setting.node?.report("\(shorter.shown) is longer than \(longer.name) \(longer.shown); \(advice)")
        }
    }
}
