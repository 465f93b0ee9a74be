import ArgumentParser
import Dashboard
import FoundationEssentials
import Probes
import Transport

/// `quintet dashboard`
struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard",
        abstract: "Shows the probes of a running monitor, live, in the terminal.",
        discussion: """
              quintet dashboard
              quintet dashboard --url http://monitor.example.com:9555
            As plain text, once; ends with 1 when a probe is down, and with 3 when no monitor answers:
              quintet dashboard --once
            """
    )

    @Option(help: "Where the monitor answers.")
    var url = "http://127.0.0.1:9555"

    @Flag(help: "Print the overview as plain text and end.")
    var once = false

    func run() async throws {
        if let objection = HTTPCall.objection(to: url) { throw ExitCode.usage("dashboard: --url \(objection)") }
        let client = HTTPClient(resolver: NameResolver())
        let environment = ProcessInfo.processInfo.environment
        if once {
            try await print(client, environment)
        } else {
            try await show(client, environment)
        }
    }

    private func print(_ client: HTTPClient, _ environment: [String: String]) async throws {
        let overview: PlainOverview
        do throws(PlainOverview.Failure) {
            let width = Terminal.isPresent ? Terminal.style(in: environment).width : 100
            overview = try await PlainOverview.fetch(url: url, client: client, width: width, environment: environment)
        } catch {
            Output.error("dashboard: \(error)")
            throw ExitCode.inconclusive
        }
        try Output.text(overview.text)
        if overview.hasFailure { throw ExitCode.failure }
    }

    private func show(_ client: HTTPClient, _ environment: [String: String]) async throws {
        let dashboard = TerminalDashboard(url: url, client: client, environment: environment)
        let result = await Interruptible.run { () async -> Result<TerminalDashboard.Ending, TerminalError> in
            do throws(TerminalError) {
                return .success(try await dashboard.run(whenSuspended: .stop))
            } catch {
                return .failure(error)
            }
        }
        if case .failure(let error) = result { throw ExitCode.usage("dashboard: \(error)") }
    }
}
