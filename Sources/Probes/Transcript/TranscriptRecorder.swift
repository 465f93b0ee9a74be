import Transport

/// How a transcript is kept: how much of it, and from when its offsets count.
struct TranscriptRecorder: Sendable {
    /// Bytes; 0 records nothing.
    let limit: Int
    let start: Instant
}
