import ArgumentParser
import Configuration

/// A duration on the command line, written as everywhere: `250ms`, `5s`, `2m`.
struct DurationArgument: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        // What is wrong with it is told by the argument parser, which has no place for our reason.
        guard let duration = try? DurationText.parse(argument), duration > .zero else { return nil }
        self.duration = duration
    }
}
