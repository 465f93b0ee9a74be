import ArgumentParser

extension ExitCode {
    /// Wrong usage or configuration.
    static let usage = ExitCode(2)

    /// The monitor could not do its job.
    static let inconclusive = ExitCode(3)

    /// Says on standard error what is wrong, and gives the code to throw.
    static func usage(_ message: String) -> ExitCode {
        Output.error(message)
        return .usage
    }
}
