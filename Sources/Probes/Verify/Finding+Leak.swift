internal import Results

extension Finding {
    /// Somebody else's frame.
    static func leak(_ leak: IdentityWatch.Leak) -> Finding {
        let what = leak.event.isEmpty ? "frame \(leak.frame)" : "frame \(leak.frame) (\(leak.event))"
        let clue =
            leak.clue.field == "nonce"
            ? "the nonce of \(leak.clue.whose)" : "the \(leak.clue.field) \(leak.clue.whose), which is not ours"
        var finding = Finding(.crossUserLeak, at: leak.at, detail: "\(what) carries \(clue)")
        finding.event = leak.event.isEmpty ? nil : leak.event
        finding.leak = LeakEvidence(whose: leak.clue.whose, field: leak.clue.field, frame: leak.frame)
        return finding
    }
}
