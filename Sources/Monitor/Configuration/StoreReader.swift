import Configuration

/// Reads `store`: where the history is kept, and how much of it.
enum StoreReader {
    /// What `node` says; what is wrong was reported then.
    static func read(_ node: ConfigNode?) -> StoreSettings {
        var settings = StoreSettings()
        guard let map = node?.mapping() else { return settings }
        settings.path = map["path"]?.path()
        if let retain = map["retain"]?.duration(in: .seconds(3_600) ... .seconds(3_650 * 86_400)) {
            settings.retain = retain
        }
        if let transcripts = map["transcripts"]?.mapping() {
            if let count = transcripts["failed"]?.int(in: 0...1_000_000) { settings.failedTranscripts = count }
            if let count = transcripts["passed"]?.int(in: 0...1_000_000) { settings.passedTranscripts = count }
            if let bytes = transcripts["bytes"]?.byteSize(in: 1_024...(64 << 20)) { settings.transcriptBytes = bytes }
            transcripts.finish()
        }
        map.finish()
        return settings
    }
}
