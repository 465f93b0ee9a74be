import ArgumentParser
import Configuration
import Logging
import Metrics
import Monitor
import NIOCore
import NIOPosix
import Probes
import ServiceLifecycle
import Synchronization
import Transport

/// `quintet monitor`
struct MonitorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor",
        abstract: "The service: probes on a schedule, /metrics, and a page that shows what is up.",
        usage: "quintet monitor [<options>]",
        discussion: """
            What quintet.yaml in this folder says:
              quintet monitor
            One address, without any file:
              quintet monitor --url ws://127.0.0.1:8000/ws
            SIGHUP, POST /-/reload and a change of the file load it anew.
            """
    )

    @OptionGroup var start: MonitorStartOptions
    @OptionGroup(title: "Logging") var logging: LoggingOptions

    func run() async throws {
        var settings = try start.settings(version: Version.current)
        logging.start()
        let descriptors = try DescriptorLimit.raise(for: "quintet monitor", needing: 32)
        // However many connect to it, most are left for the probes.
        settings.connections = min(settings.connections, descriptors / 4)
        let logger = Logger(label: "quintet.monitor")
        let registry = MetricsRegistry()
        let lag = LoopLag(registry)
        let kept = settings.configuration.store.recordedBytes
        let engine = ProbeEngine(lag: { lag.watch($0, limit: settings.configuration.lag) })
        // A loop of its own for HTTP: what a scrape costs is not to be found in the times of events.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let portFile = Mutex<PortFile?>(nil)
        defer { portFile.withLock { $0 }?.remove() }
        let monitor = MonitorService(
            settings,
            clock: ContinuousClock(),
            registry: registry,
            lag: lag,
            group: group,
            logger: logger,
            onListening: { address in
                let file = try start.announce(address, logger)
                portFile.withLock { $0 = file }
            }
        ) {
            await engine.runner.record($0, cycle: $1, attempt: $2, transcriptLimit: kept).map(FinishedRun.init)
        }
        let outcome = await Self.outcome(of: monitor.services, logger)
        await engine.shutDown()
        // A loop that does not stop is no reason not to: the process ends.
        try? await group.shutdownGracefully()
        try outcome.get()
        logger.info("stopped")
    }

    /// Runs the services until SIGTERM or SIGINT.
    private static func outcome(of services: [any Service], _ logger: Logger) async -> Result<Void, any Error> {
        do {
            // Beyond the drain of the runs: a client that reads nothing keeps nobody from going.
            try await Attended.run(services, longest: .seconds(15), logger)
            return .success(())
        } catch let error as ListenError {
            return .failure(ExitCode.usage("quintet monitor: \(error)"))
        } catch {
            return .failure(error)
        }
    }
}
