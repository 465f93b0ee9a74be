import ArgumentParser
import Configuration
import Monitor

/// `quintet config`
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Checks a configuration, or shows what of it is in force.",
        discussion: "  quintet config check --config quintet.yaml",
        subcommands: [Check.self, Show.self]
    )

    /// `quintet config check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says everything that is wrong with a configuration, each with its place.",
            discussion: "  quintet config check --config quintet.yaml"
        )

        @OptionGroup var file: File

        func run() throws {
            let configuration = try file.load()
            for note in configuration.notes { Output.error("\(note)") }
            let (probes, targets) = (configuration.scheduled.count, configuration.targets.count)
            try Output.line("\(file.path) is in order: probes to run: \(probes), targets: \(targets)")
        }
    }

    /// `quintet config show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the configuration with every default, as it is in force; secrets are redacted.",
            discussion: "  quintet config show --config quintet.yaml"
        )

        @OptionGroup var file: File

        func run() throws {
            try Output.line(ConfigurationText.of(try file.load()))
        }
    }

    /// Which configuration is meant.
    struct File: ParsableArguments {
        @Option(name: .customLong("config"), help: ArgumentHelp("The configuration.", valueName: "file"))
        var path = MonitorStartOptions.standardFile

        func load() throws -> MonitorConfiguration {
            do throws(ConfigurationError) {
                return try MonitorConfiguration.load(path: path)
            } catch {
                throw ExitCode.usage("\(error)")
            }
        }
    }
}
