public import Probes
public import Results

/// A run that has ended, and the way to its evidence.
public struct FinishedRun: Sendable {
    /// What it found.
    public let result: ProbeResult
    private let makeTranscript: (@Sendable () -> String?)?

    /// - Parameter transcript: makes the run's `quintet.transcript/1` when it is asked for; gives nil where there is none.
    public init(_ result: ProbeResult, transcript: (@Sendable () -> String?)? = nil) {
        self.result = result
        makeTranscript = transcript
    }

    /// What a runner recorded. Its frames are held until this is gone.
    public init(_ run: RecordedRun) {
        self.init(run.result) { TranscriptText(run).text }
    }

    /// Made anew each time; of most runs nobody wants it.
    var transcript: String? { makeTranscript?() }

    /// The same without its evidence.
    var withoutEvidence: FinishedRun { FinishedRun(result) }
}
