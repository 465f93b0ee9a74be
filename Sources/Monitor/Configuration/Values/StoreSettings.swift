/// Where the history is kept, and how much of it.
public struct StoreSettings: Sendable, Equatable {
    /// The file of the history where there is a configuration and nothing else is said, beside it.
    static let standardFile = "quintet.db"

    /// The file, as an absolute path; nil keeps the history in memory.
    public var path: String?
    /// Results that began longer ago are deleted.
    public var retain = Duration.seconds(30 * 86_400)
    /// Transcripts of failed runs, the newest; 0 keeps none.
    public var failedTranscripts = 1_000
    /// Transcripts of all other runs, the newest; 0 keeps none.
    public var passedTranscripts = 50
    /// What is kept of one run, 32 bytes a frame besides its payload.
    public var transcriptBytes = 256 << 10

    /// A history in memory with every default.
    public init() {}

    /// Bytes of frames to be recorded of a run; 0 where no transcript is kept.
    public var recordedBytes: Int { failedTranscripts + passedTranscripts > 0 ? transcriptBytes : 0 }
}
