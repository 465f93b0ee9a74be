import ArgumentParser
import Configuration
import EventServer
import Logging
import ServiceLifecycle

/// `quintet serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "The event server: login, sessions, runs of an agent, and faults on demand.",
        usage: "quintet serve [<options>]",
        discussion: """
            Try it out, with users and a configuration for quintet monitor made for you:
              quintet serve --demo
            With users of your own, and an agent that loses an event:
              quintet serve --users-file users.yaml --fault tool_completed:drop
            Every key of serve.yaml (--config) is also a flag, and the flag wins.
            """
    )

    @OptionGroup var start: ServeStartOptions
    @OptionGroup(title: "Settings (also in serve.yaml)") var settings: ServeSettingsOptions
    @OptionGroup(title: "Limits (also in serve.yaml)") var limits: ServeLimitOptions
    @OptionGroup(title: "Logging") var logging: LoggingOptions

    func run() async throws {
        logging.start()
        let logger = Logger(label: "quintet.serve")
        try DescriptorLimit.raise(for: "quintet serve", needing: 24)
        let demo = try start.demonstration()
        defer { demo?.remove() }
        let server = try await started(demo, logger)
        let portFile: PortFile?
        do {
            portFile = try start.announce(server, demo)
        } catch {
            await server.stop()
            throw error
        }
        defer { portFile?.remove() }
        try await Attended.run([ServeService(server: server, logger: logger)], logger)
    }

    private func started(_ demo: Demo?, _ logger: Logger) async throws -> EventServer {
        do {
            var configuration = try start.file(logger)
            configuration.version = Version.current
            settings.apply(to: &configuration)
            limits.apply(to: &configuration)
            start.apply(to: &configuration)
            if let demo {
                configuration.users += demo.accounts
                configuration.isDemo = true
            }
            ServeNotes.tell(configuration, logger)
            return try await EventServer.started(configuration, logger: logger)
        } catch let error as ConfigurationError {
            throw ExitCode.usage("\(error)")
        } catch let error as EventServerError {
            throw ExitCode.usage("quintet serve: \(error)")
        }
    }
}

/// Runs until the program is told to stop, and then stops the server in order; a cancellation meanwhile ends the
/// drain.
private struct ServeService: Service {
    let server: EventServer
    let logger: Logger

    func run() async throws {
        // Said here, where signals are heard already: whoever has read it can end the program in order.
        logger.info("listening", metadata: ["url": "\(server.url)"])
        // A cancellation that comes as early as this ends the drain before it begins, and the rest is done in order.
        try? await gracefulShutdown()
        await withTaskCancellationHandler {
            await server.stop()
        } onCancel: {
            server.endDrain()
        }
        logger.info("stopped")
    }
}
