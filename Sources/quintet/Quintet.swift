import ArgumentParser

/// The program: one file a subcommand, and no logic.
@main
struct Quintet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quintet",
        abstract: "Watches agent-event streams over WebSocket, and serves them.",
        version: Version.current,
        subcommands: [MonitorCommand.self, ProbeCommand.self, ServeCommand.self, ConfigCommand.self]
    )

    /// As the library does it, but for the exit code of wrong usage, which is 2 here.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch  where exitCode(for: error) == .validationFailure {
            Output.error(fullMessage(for: error))
            exit(withError: ExitCode.usage)
        } catch {
            exit(withError: error)
        }
    }
}
