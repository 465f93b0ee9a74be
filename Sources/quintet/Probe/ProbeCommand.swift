import ArgumentParser
import Configuration
import FoundationEssentials
import Metrics
import Monitor
import Probes
import Results

/// `quintet probe`
struct ProbeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Run probes once, now; the exit code says what came of it.",
        discussion: """
            One probe, described by flags:
              quintet probe --url ws://127.0.0.1:8000/ws \\
                --login http://127.0.0.1:8000/auth/login \\
                --email probe-1@example.com --password-file secrets/probe-1
            Probes of a configuration, as JSON Lines:
              quintet probe golden-path --config quintet.yaml --format json

            Exit codes:
              0  every run passed; degraded passes too, unless --strict
              1  at least one run failed
              2  the command line or the configuration is wrong
              3  inconclusive: the monitor could not do its job
            """
    )

    @ArgumentParser.Argument(help: "Which probes of the configuration; all of them when none is named.")
    var names: [String] = []

    @Option(help: ArgumentHelp("The configuration. (default: quintet.yaml)", valueName: "file"))
    var config: String?

    @OptionGroup(title: "A probe without a configuration")
    var journey: JourneyOptions

    @Option(help: "How often, one after the other; ends with min, p50, p95, max and failures by class.")
    var count = 1

    @Option(help: "How outcomes are printed; json: one quintet.result/1 a line.")
    var format = OutputFormat.text

    @Flag(name: .shortAndLong, help: "Show request, answer and every frame with its offset, without credentials.")
    var verbose = false

    @Flag(help: "Count degraded runs as failed.")
    var strict = false

    func validate() throws {
        guard (1...100_000).contains(count) else { throw ValidationError("--count \(count): want 1 to 100000") }
        guard journey.url == nil || (names.isEmpty && config == nil) else {
            throw ValidationError("--url describes a probe of its own; leave it out to run those of a configuration")
        }
        if journey.url == nil, let flag = journey.given.first {
            throw ValidationError("\(flag) describes a probe without a configuration; give --url too, or leave it out")
        }
    }

    func run() async throws {
        try DescriptorLimit.raise(for: "quintet probe", needing: 24)
        let (plans, limit) = try plans()
        // Its own lateness is watched as the monitor's is, and counted nowhere.
        let lag = LoopLag(MetricsRegistry())
        let engine = ProbeEngine { lag.watch($0, limit: limit) }
        let rounds = ProbeRounds(plans: plans, count: count, isVerbose: verbose)
        let printer = printer
        let result = await Interruptible.run {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await lag.run() }
                defer { group.cancelAll() }
                return await lag.watching { await rounds.run(on: engine, printer) }
            }
        }
        await engine.shutDown()
        if let code = try result.get().exitCode(isStrict: strict) { throw code }
    }

    private var printer: RunPrinter {
        RunPrinter(
            format,
            style: Terminal.style(in: ProcessInfo.processInfo.environment),
            isVerbose: verbose,
            isStrict: strict,
            isNumbered: count > 1
        )
    }

    /// What to run, and how late we may be ourselves.
    private func plans() throws -> (plans: [ProbePlan], lag: Duration) {
        if let url = journey.url {
            do {
                return ([try journey.plan(at: url)], .milliseconds(100))
            } catch let error as ValidationError {
                throw ExitCode.usage("quintet probe: \(error.message)")
            }
        }
        let configured = try ConfiguredPlans(file: config, names: names)
        return (configured.plans, configured.lag)
    }
}
