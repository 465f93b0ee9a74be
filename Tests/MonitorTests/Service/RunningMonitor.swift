import Logging
import Metrics
import Monitor
import NIOPosix
import Probes
import Results
import ServiceLifecycle
import TestSupport
import Testing
import Transport

/// A whole monitor on a port of its own, whose runs and clock a test holds in its hand.
final class RunningMonitor: Sendable {
    let clock = ManualClock()
    let stage = Stage()
    let registry = MetricsRegistry()

    private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Runs it while `body` talks to it, and shuts it down in order.
    func serving(
        _ probes: [ConfiguredProbe],
        _ body: (ListenAddress) async throws -> Void
    ) async throws {
        var settings = MonitorSettings(
            configuration: MonitorConfiguration(targets: probes.map(\.plan.target), probes: probes),
            version: "1.2.3"
        )
        settings.listen = .anyLoopbackPort
        let (bound, announce) = AsyncStream.makeStream(of: ListenAddress.self)
        let stage = stage
        let monitor = MonitorService(
            settings,
            clock: clock,
            registry: registry,
            lag: LoopLag(registry),
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Self.silent,
            onListening: { announce.yield($0) },
            run: { plan, cycle, attempt in
                await stage.run(plan, cycle, attempt).map { run in
                    // Of the cycle that it was run for, as real ones are.
                    var result = run.result
                    result.cycle = cycle
                    return FinishedRun(result)
                }
            }
        )
        let group = ServiceGroup(services: monitor.services, logger: Self.silent)
        async let done: Void = group.run()
        var addresses = bound.makeAsyncIterator()
        let address = try #require(await addresses.next())
        try await body(address)
        await group.triggerGracefulShutdown()
        stage.letAllGo()
        try await done
    }

    /// Runs a probe to its end, once, and returns when its results can be asked for.
    func pass(_ probe: String, _ address: ListenAddress) async throws -> String {
        let started = stage.started.count
        async let answer = RawHTTP.exchange(
            "POST /api/v1/probes/\(probe)/run?wait=true HTTP/1.1",
            "Host: \(address)",
            with: address
        )
        try await stage.until { $0.started > started && $0.held > 0 }
        stage.letGo(probe)
        return try await answer
    }
}
