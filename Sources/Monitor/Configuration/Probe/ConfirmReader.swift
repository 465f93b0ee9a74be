import Configuration

/// Reads `confirm`: whether a run is made again before it changes the state of its probe.
enum ConfirmReader {
    /// What `layers` say; what is wrong was reported then.
    static func read(_ layers: Layers) -> ConfirmPolicy {
        guard layers.given("confirm") != nil else { return ConfirmPolicy() }
        let confirm = layers.mappings("confirm")
        let usual = ConfirmPolicy()
        let retries = confirm.setting("retries", default: usual.retries) { $0.int(in: 0...10) }
        let after = confirm.setting("after", default: usual.after) { $0.duration(in: .zero ... .seconds(3_600)) }
        confirm.finish()
        return ConfirmPolicy(retries: retries?.value ?? usual.retries, after: after?.value ?? usual.after)
    }
}
