import ArgumentParser
import Configuration
import EventServer
import Logging
import Transport

/// What `serve` is told on the command line alone.
struct ServeStartOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration, serve.yaml for example.", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Where to listen; port 0 takes a free one. (default: \(ServeFile.standardAddress))",
            valueName: "host:port"
        ),
        transform: Argument.address
    )
    var listen: ListenAddress?

    @Option(help: ArgumentHelp("Write the address really bound to this file, as one line.", valueName: "file"))
    var portFile: String?

    @Flag(help: "Make users to try it out with, and a configuration for quintet monitor that watches as they.")
    var demo = false

    @Option(help: ArgumentHelp("Where --demo writes; only its user may be able to read it.", valueName: "dir"))
    var demoDir: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A fault, as tool_completed:drop; may be repeated.", valueName: "spec"),
        transform: Argument.fault
    )
    var fault: [FaultRule] = []

    @Flag(help: "Let PUT and DELETE /faults change the faults at run time, on loopback.")
    var faultsApi = false

    @Option(
        help: ArgumentHelp("The key of /auth/e2e/test-auth; not in production.", valueName: "file"),
        transform: Argument.testLoginKey
    )
    var e2eKeyFile: Secret?

    @Flag(help: "Add /echo, which returns every message and asks for no login.")
    var echo = false

    /// What the configuration file says; the defaults where there is none.
    func file(_ logger: Logger) throws(ConfigurationError) -> EventServerConfiguration {
        guard let config else { return EventServerConfiguration(listen: ServeFile.standardAddress) }
        let file = try ServeFile.load(config)
        for note in file.notes { logger.warning("\(note)") }
        return file.configuration
    }

    func apply(to configuration: inout EventServerConfiguration) {
        if let listen { configuration.listen = listen }
        if !fault.isEmpty { configuration.faults = fault }
        configuration.hasFaultsAPI = faultsApi
        configuration.hasEcho = echo
        if let e2eKeyFile { configuration.testLoginKey = e2eKeyFile }
    }

    /// The users to try it out with, where they are wanted.
    func demonstration() throws -> Demo? {
        guard demo || demoDir != nil else { return nil }
        do throws(Demo.Refusal) {
            return try Demo(in: demoDir)
        } catch {
            throw ExitCode.usage("quintet serve --demo: \(error)")
        }
    }

    /// Says where the server is, to people and to programs; what it tells the programs with is to be removed at the end.
    func announce(_ server: EventServer, _ demo: Demo?) throws -> PortFile? {
        do throws(Demo.Refusal) {
            try demo?.write(for: server.address)
        } catch {
            throw ExitCode.usage("quintet serve --demo: \(error)")
        }
        try Output.line("Event server on \(server.url)")
        if let demo {
            try Output.line("Probe users and a configuration that watches as they: \(demo.configurationPath)")
            try Output.line("Watch it:  quintet monitor --config \(demo.configurationPath)")
        }
        return try PortFile.written("\(server.address)", at: portFile, by: "quintet serve")
    }
}
