import Transport

/// How a transcript is kept: how much of it, from when its offsets count, and what it must not show.
struct TranscriptRecorder: Sendable {
    /// Bytes of payload; 0 records nothing.
    let limit: Int
    let start: Instant
    let redaction: Redaction
}
