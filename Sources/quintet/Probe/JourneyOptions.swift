import ArgumentParser
import Configuration
import Probes
import Results
import Transport

/// The flags that describe a target and a journey without a file.
struct JourneyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The WebSocket to probe: ws://, wss:// or ws+unix://.", valueName: "ws-url"))
    var url: String?

    @OptionGroup var login: LoginOptions

    @OptionGroup var upgrade: UpgradeOptions

    @Option(help: ArgumentHelp("What is asked; ${nonce} becomes a word of this run.", valueName: "text"))
    var message: String?

    @Option(help: ArgumentHelp("agent-run, ag-ui, or a file. (default: agent-run)", valueName: "name"))
    var contract: String?

    @Option(
        help: ArgumentHelp(
            "How long from request to answer; longer is a failure. (default: 5s)",
            valueName: "duration"
        ),
        transform: Argument.duration(.milliseconds(1) ... .seconds(86_400))
    )
    var sla: Duration?

    @Option(
        help: ArgumentHelp("When the run ends, whatever the server does. (default: 10s)", valueName: "duration"),
        transform: Argument.duration(.milliseconds(100) ... .seconds(86_400))
    )
    var timeout: Duration?

    @OptionGroup var tls: TLSOptions

    @OptionGroup var addresses: AddressOptions

    /// The flags that mean something with `--url` alone.
    var given: [String] {
        login.given + upgrade.given
            + [("--message", message != nil), ("--contract", contract != nil), ("--sla", sla != nil)].given
            + [("--timeout", timeout != nil)].given + tls.given + addresses.given
    }

    /// The probe that the flags describe.
    func plan(at url: String) throws -> ProbePlan {
        var plan = ProbePlan(name: "probe", target: try target(at: url), contract: try namedContract())
        if let message {
            guard !message.isEmpty else { throw ValidationError("--message is empty; want what is asked") }
            plan.message = message
        }
        if let timeout { plan.timeout = timeout }
        if let sla {
            guard sla <= plan.timeout else {
                let limit = DurationText.format(plan.timeout) + (timeout == nil ? " (the default)" : "")
                throw ValidationError(
                    "--sla \(DurationText.format(sla)) is longer than --timeout \(limit); raise --timeout or lower --sla"
                )
            }
            plan.sla.total = sla
        }
        return plan
    }

    private func namedContract() throws -> Contract {
        guard let contract else { return .agentRun }
        if let known = Contract.named(contract) { return known }
        do {
            return try Contract.load(path: contract)
        } catch {
            throw ExitCode.usage("\(error)")
        }
    }

    private func target(at text: String) throws -> Target {
        let url: WebSocketURL
        do throws(WebSocketURL.Refusal) {
            url = try WebSocketURL(text)
        } catch {
            throw ValidationError(
                error == .userInfo
                    ? "--url has a user or password in it; give --login or --token-file instead" : "--url \(error)"
            )
        }
        var target = Target(name: url.label, url: url)
        try login.apply(to: &target)
        try upgrade.apply(to: &target)
        try tls.apply(to: &target)
        try addresses.apply(to: &target)
        return target
    }
}

extension [(String, Bool)] {
    /// The names of those that are there.
    var given: [String] { filter(\.1).map(\.0) }
}
