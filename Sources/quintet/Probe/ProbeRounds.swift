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
            for (index, plan) in repeatElement(plans, count: count).joined().enumerated() {
                let line = ProgressLine(plan: plan, number: index + 1, count: plans.count * count)
                let runs = await Progress.during {
                    line.text(after: $0, width: Terminal.narrow)
                } _: {
                    await engine.runner.record(plan, cycle: ULID(), attempt: 1, transcriptLimit: limit)
                }
                for run in runs {
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
