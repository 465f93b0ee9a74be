import Probes
import ArgumentParser
import EventServer
import Logging
import ServiceLifecycle
import Transport
import UnixSignals

/// `quintet serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "The event server: login, sessions, runs of an agent, and faults on demand."
    )

    @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "host:port"))
    var listen = "127.0.0.1:8000"

    @Option(help: ArgumentHelp("Write the address really bound to this file, as one line.", valueName: "file"))
    var portFile: String?

    @Option(help: ArgumentHelp("Who may log in.", valueName: "file"))
    var usersFile: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A fault, as tool_completed:drop; may be repeated.", valueName: "spec")
    )
    var fault: [String] = []

    @Flag(help: "Let /faults change the faults at run time, on loopback.")
    var faultsApi = false

    @Flag(help: "Add /echo, which returns every message and asks for no login.")
    var echo = false

    @OptionGroup var logging: LoggingOptions

    func run() async throws {
        logging.start()
        let logger = Logger(label: "quintet.serve")
        var configuration = EventServerConfiguration(version: Product.version)
        guard let address = ListenAddress(listen) else { throw ValidationError("--listen \(listen): want HOST:PORT") }
        configuration.listen = address
        configuration.usersFile = usersFile
        configuration.hasFaultsAPI = faultsApi
        configuration.hasEcho = echo
        configuration.faults = try fault.map { text in
            do { return try FaultRule(text) } catch { throw ValidationError("--fault \(text): \(error)") }
        }
        let server = try await EventServer.started(configuration, logger: logger)
        if let portFile { try PortFile.write("\(server.address)", to: portFile) }
        logger.info("listening", metadata: ["url": "\(server.url)"])
        let group = ServiceGroup(
            services: [ServeService(server: server)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "quintet.lifecycle") { _ in SwiftLogNoOpLogHandler() }
        )
        try await group.run()
    }
}

struct ServeService: Service {
    let server: EventServer
    func run() async throws {
        try await gracefulShutdown()
        await server.stop()
    }
}
