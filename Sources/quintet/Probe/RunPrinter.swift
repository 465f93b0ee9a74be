import FoundationEssentials
import Probes
import Results

/// Prints runs as they come.
struct RunPrinter {
    let format: OutputFormat
    let isVerbose: Bool
    let style: TextStyle

    /// Prints one run; its frames before it, where they are asked for.
    func print(_ run: RecordedRun) throws {
        switch format {
        case .text:
            if isVerbose { Output.text(FrameListing(run).text) }
            Output.text(ResultText(run.result, style: style).text)
        case .json:
            // Standard output is for the program that reads it.
            if isVerbose { Output.error(FrameListing(run).text) }
            Output.line(try run.result.json())
        }
    }

    /// Prints what many runs came to.
    func print(_ summary: RunSummary) {
        switch format {
        case .text: Output.text(summary.text)
        case .json: Output.error(summary.text)
        }
    }
}
