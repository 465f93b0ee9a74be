/// What proves that a frame belonged to somebody else.
public struct LeakEvidence: Sendable, Equatable, Codable {
    /// Whose it is: a probe user's label, or the foreign id itself.
    public var whose: String
    /// In which field it stood: `user_id`, `run_id`, `thread_id`, or `nonce` for a text found anywhere.
    public var field: String
    /// Which frame of the transcript carried it, counted from 0.
    public var frame: Int

    /// Evidence that the frame numbered `frame` carried something of `whose` in `field`.
    public init(whose: String, field: String, frame: Int) {
        self.whose = whose
        self.field = field
        self.frame = frame
    }
}
