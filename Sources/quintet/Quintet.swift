import ArgumentParser

/// The program: one file a subcommand, and no logic.
@main
struct Quintet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quintet",
        abstract: "Watches agent-event streams over WebSocket, and serves them.",
        discussion: """
            A server to try it on, and a monitor that watches it:
              quintet serve --demo
            A server of your own, once, now:
              quintet probe --url wss://agents.example.com/ws --token-file token
            """,
        version: Version.current,
        subcommands: [
            MonitorCommand.self, ProbeCommand.self, DashboardCommand.self, ServeCommand.self, ConfigCommand.self,
        ]
    )

    /// As the library does it, but for the exit codes, and for results that nobody got.
    static func main() async {
        Output.prepare()
        if let place = Arguments.misread {
            Output.error("quintet: argument \(place) is not UTF-8 text; want text in UTF-8")
            exit(withError: ExitCode.usage)
        }
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: ending(error))
        }
    }

    /// Says what `error` has to tell, and gives the code to end with.
    private static func ending(_ error: any Error) -> ExitCode {
        switch error {
        case let code as ExitCode:
            return code
        case let error as OutputError:
            if error != .unread { Output.error("quintet: \(error)") }
            return error.exitCode
        case _ where exitCode(for: error) == .success:
            // Help, the version and completion scripts are results like others.
            do { try Output.line(fullMessage(for: error)) } catch { return ending(error) }
            return .success
        case _ where exitCode(for: error) == .validationFailure:
            Output.error(fullMessage(for: error))
            return .usage
        default:
            Output.error("quintet: \(error)")
            return .inconclusive
        }
    }
}
