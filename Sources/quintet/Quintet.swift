import Probes
import ArgumentParser

/// The program: one file a subcommand, and no logic.
@main
struct Quintet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quintet",
        abstract: "Watches agent-event streams over WebSocket, and serves them.",
        version: Product.version,
        subcommands: [ServeCommand.self]
    )
}
