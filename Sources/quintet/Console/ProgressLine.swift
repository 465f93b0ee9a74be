import Configuration
import Probes

/// What a terminal shows while a run is waited for: `golden-path on local: 3s of 10s at the most`.
struct ProgressLine {
    let plan: ProbePlan
    /// Which of how many runs it is.
    let number: Int
    let count: Int

    /// The line after so many whole seconds, in at most `width` columns.
    func text(after seconds: Int, width: Int) -> String {
        let run = count > 1 ? "run \(number) of \(count), " : ""
        let limit = DurationText.format(plan.timeout)
        let text = PlainText.of("\(run)\(plan.name) on \(plan.target.name): \(seconds)s of \(limit) at the most")
        return text.count > width ? PlainText.fitted(text, to: width, ellipsis: "...") : text
    }
}
