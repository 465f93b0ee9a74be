import Probes
import Results

/// Runs one after the other, so often.
struct ProbeRounds {
    let plans: [ProbePlan]
    let count: Int
    let isVerbose: Bool

    /// What all of them came to; each is printed as soon as it is over.
    func run(on engine: ProbeEngine, _ printer: RunPrinter) async -> Result<Outcome, any Error> {
        var printer = printer
        var outcome = Outcome()
        let limit = isVerbose ? Transcript.defaultLimit : 0
        do {
            try printer.begin()
            for plan in repeatElement(plans, count: count).joined() {
                for run in await engine.runner.record(plan, cycle: ULID(), attempt: 1, transcriptLimit: limit) {
                    outcome.add(run.result.verdict)
                    try printer.print(run)
                }
                // What was interrupted is told; what was not begun is not.
                if Task.isCancelled { break }
            }
            try printer.end()
            return .success(outcome)
        } catch {
            return .failure(error)
        }
    }
}
