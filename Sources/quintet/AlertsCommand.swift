import ArgumentParser
import Configuration
import FoundationEssentials

/// `quintet alerts`
struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Shows the alerts of a running monitor, tries out its receivers, sends dead letters again.",
        discussion: "  quintet alerts list\n  quintet alerts test oncall\n  quintet alerts replay --since 24h",
        subcommands: [List.self, Test.self, Replay.self]
    )

    /// `quintet alerts list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what is pending and what fires, what waits to be sent, and the dead letters.",
            discussion: "  quintet alerts list --url http://127.0.0.1:9555"
        )

        @OptionGroup var monitor: MonitorAddress
        @Flag(help: "Print the monitor's answer as it is.") var json = false

        func run() async throws {
            let answer = try await monitor.ask("GET", "/api/v1/alerts")
            if json { return try Output.line(answer.text) }
            try Output.text(try answer.decoded(AlertList.self).text)
        }
    }

    /// `quintet alerts test`
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends a receiver a marked sample and shows the answer; ends with 1 unless it is 2xx.",
            discussion: "  quintet alerts test oncall"
        )

        @ArgumentParser.Argument(help: "The receiver's name.") var receiver: String
        @OptionGroup var monitor: MonitorAddress

        func run() async throws {
            let answer = try await monitor.ask("POST", "/api/v1/alerts/test", ["receiver": receiver])
            let sample = try answer.decoded(SampleAnswer.self)
            try Output.line(sample.text(receiver))
            if !sample.isTaken { throw ExitCode.failure }
        }
    }

    /// `quintet alerts replay`
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Has dead letters sent again, and after each what its group was sent since, in the same order.",
            discussion: "  quintet alerts replay --since 24h"
        )

        @Option(
            help: ArgumentHelp("How far back.", valueName: "duration"),
            transform: Argument.duration(.seconds(1) ... .seconds(365 * 86_400))
        )
        var since = Duration.seconds(86_400)
        @OptionGroup var monitor: MonitorAddress

        func run() async throws {
            let answer = try await monitor.ask("POST", "/api/v1/alerts/replay", ["since": DurationText.format(since)])
            try Output.line("notifications that are sent again: \(try answer.decoded(ReplayAnswer.self).replayed)")
        }
    }
}
