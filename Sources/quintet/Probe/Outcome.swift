import ArgumentParser
import Results

/// What all runs of a one-shot command came to, as its exit code says it.
struct Outcome {
    private var seen: Set<Verdict> = []

    /// Counts a run.
    mutating func add(_ verdict: Verdict) { seen.insert(verdict) }

    /// Nil for success; one failed run outweighs whatever the others were.
    func exitCode(isStrict: Bool) -> ExitCode? {
        if seen.contains(.fail) || (isStrict && seen.contains(.degraded)) { return .failure }
        return seen.contains(.inconclusive) ? .inconclusive : nil
    }
}
