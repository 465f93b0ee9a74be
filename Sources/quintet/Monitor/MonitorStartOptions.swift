import ArgumentParser
import Configuration
import FoundationEssentials
import Logging
import Monitor
import Transport

/// What `monitor` is told on the command line alone.
struct MonitorStartOptions: ParsableArguments {
    static let standardFile = "quintet.yaml"

    @Option(help: ArgumentHelp("The configuration. (default: quintet.yaml)", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Watch this address alone, without a configuration.", valueName: "ws-url"))
    var url: String?

    @Option(
        help: ArgumentHelp(
            "Where to serve HTTP; port 0 takes a free one. (default: what the configuration says, else 127.0.0.1:9555)",
            valueName: "host:port"
        ),
        transform: address
    )
    var listen: ListenAddress?

    @Option(help: ArgumentHelp("Write the address really bound to this file, as one line.", valueName: "file"))
    var portFile: String?

    /// What to start with; says what is wrong where that is not known.
    func settings(version: String) throws -> MonitorSettings {
        var settings = try source(version)
        settings.listen = listen
        return settings
    }

    /// Says where the monitor is, to people and to programs; what it tells the programs with is to be removed at the end.
    func announce(_ address: ListenAddress, _ logger: Logger) throws -> PortFile? {
        let reachable = address.reachable
        try Output.line("Monitor on http://\(reachable)/, metrics on http://\(reachable)/metrics")
        let file = try PortFile.written("\(address)", at: portFile, by: "quintet monitor")
        logger.info("listening", metadata: ["url": "http://\(reachable)/"])
        return file
    }

    private func source(_ version: String) throws -> MonitorSettings {
        if let url {
            guard config == nil else {
                throw ExitCode.usage("quintet monitor: --url and --config cannot stand together; give one of the two")
            }
            do throws(WebSocketURL.Refusal) {
                return MonitorSettings(configuration: .watching(try WebSocketURL(url)), version: version)
            } catch {
                let words = "has a user or password in it; give a --config with auth instead"
                throw ExitCode.usage("quintet monitor: --url \(error == .userInfo ? words : error.description)")
            }
        }
        let path = config ?? Self.standardFile
        guard config != nil || FileManager.default.fileExists(atPath: path) else {
            throw ExitCode.usage(
                "quintet monitor: there is no \(path) in this folder; name a configuration with --config FILE, or watch "
                    + "one address with --url ws://HOST:PORT/PATH"
            )
        }
        do throws(ConfigurationError) {
            return try MonitorSettings(path: path, version: version)
        } catch {
            throw ExitCode.usage("\(error)")
        }
    }

    private static func address(_ text: String) throws -> ListenAddress {
        do throws(ListenAddressText.Refusal) {
            return try ListenAddressText.parse(text)
        } catch {
            throw ValidationError("\(text) \(error)")
        }
    }
}
