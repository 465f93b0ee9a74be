/// What happens with the results of an attempt: they are counted at once, and go into the ledger.
public struct Recorder: Sendable {
    private let meter: ResultMeter
    private let record: @Sendable (CycleAttempt) -> Void

    /// A recorder for all probes.
    public init<C>(meter: ResultMeter, ledger: Ledger<C>) {
        self.meter = meter
        record = { ledger.take($0) }
    }

    /// Takes in an attempt; never waits.
    public func take(_ attempt: CycleAttempt) {
        for run in attempt.runs { meter.take(run.result) }
        record(attempt)
    }
}
