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
            if isVerbose { try Output.text(FrameListing(run).text) }
            try Output.text(ResultText(run.result, style: style).text)
        case .json:
            // Standard output is for the program that reads it.
            if isVerbose { Output.note(FrameListing(run).text) }
            try Output.line(run.result.json())
        }
    }

    /// Prints what many runs came to.
    func print(_ summary: RunSummary) throws(OutputError) {
        switch format {
        case .text: try Output.text(summary.text)
        case .json: Output.note(summary.text)
        }
    }
}
