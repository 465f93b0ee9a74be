public import Results

/// What came of one attempt to deliver.
public enum AttemptOutcome: Sendable, Equatable {
    /// The receiver answered with this status, and said when it may be asked again, or nothing of it.
    case answered(status: Int, retryAfter: RetryAfter?)
    /// There was no answer; why.
    case failed(String)
    /// It cannot be sent at all; why.
    case impossible(String)
}

/// When a receiver wants to be asked again (RFC 9110 §10.2.3).
public enum RetryAfter: Sendable, Equatable {
    /// So long after the answer.
    case after(Duration)
    /// Then.
    case at(WallTime)
}
