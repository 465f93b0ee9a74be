import ArgumentParser

extension ExitCode {
    /// Wrong usage or configuration.
    static let usage = ExitCode(2)
}
