import ArgumentParser

extension ExitCode {
    /// Wrong usage or configuration.
    static let usage = ExitCode(2)

    /// The monitor could not do its job.
    static let inconclusive = ExitCode(3)

    /// Nobody reads the results any more: what a shell calls a program that SIGPIPE ended, 128 and its number.
    static let unread = ExitCode(141)

    /// Says on standard error what is wrong, and gives the code to throw.
    static func usage(_ message: String) -> ExitCode {
        Output.error(message)
        return .usage
    }
}
