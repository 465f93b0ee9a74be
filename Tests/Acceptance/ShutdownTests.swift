import FoundationEssentials
import Results
import Subprocess
import Testing

/// SIGTERM in the middle of a run.
@Suite("a shutdown", .timeLimit(.minutes(3)))
struct ShutdownTests {
    @Test("lets the server's runs end")
    func drained() async throws {
        let stage = try Stage()
        let flags = ["--fault", "agent_thinking:delay=1s", "--drain", "10m", "--log-level", "debug"]
        let (probe, end) = try await Program.serving(stage, flags) { server, address in
            try await shutDown(server, during: stage.probe(address, "--format", "json"))
        }
        #expect(probe.failure == nil)
        #expect(probe.events.last?.event == "agent_completed")
        #expect(end == .exited(0))
    }

    @Test("ends the server's runs that do not end in time, and says so")
    func cut() async throws {
        let stage = try Stage()
        let flags = [
            "--fault", "agent_thinking:delay=10m", "--limits-run", "1h", "--drain", "100ms", "--log-level", "debug",
        ]
        let (probe, end) = try await Program.serving(stage, flags) { server, address in
            try await shutDown(server, during: stage.probe(address, "--format", "json"))
        }
        #expect(probe.failure?.failureClass == .runFailed)
        #expect(probe.failure?.detail.contains("agent_cancelled, the server is shutting down") == true)
        #expect(end == .exited(0))
    }

    @Test("of the monitor blames nobody for the run that it cuts off")
    func monitor() async throws {
        let stage = try Stage()
        try await Program.serving(stage, ["--fault", "agent_thinking:delay=60s", "--log-level", "debug"]) {
            serve,
            server in
            // A run may go on longer than the monitor waits for it.
            let configuration = try stage.configuration(watching: server, every: "60s")
            let (last, end) = try await Program.monitoring(stage, configuration) { monitor, _ in
                try await serve.holdsUpRun()
                try monitor.signal(.terminate)
                return await monitor.errors.rest()
            }
            let runs = last.filter { $0.contains("golden-path on local") }
            #expect(runs.count == 1)
            // On a machine under load it may have been late as well.
            #expect(runs.first?.contains("golden-path on local as probe-1: inconclusive monitor_") == true)
            #expect(end == .exited(0))
        }
    }

    @Test("of the server is over at once when it is told a second time")
    func serverInAHurry() async throws {
        let stage = try Stage()
        let flags = [
            "--fault", "agent_thinking:delay=10m", "--limits-run", "1h", "--drain", "1h", "--log-level", "debug",
        ]
        let (lines, end) = try await Program.serving(stage, flags) { server, address in
            try await Program.running(Places.quintet, stage.probe(address)) { _ in
                try await server.holdsUpRun()
                return try await twice(server)
            }.value
        }
        #expect(lines.contains { $0.contains(" info stopped") }, "\(lines)")
        #expect(end == .exited(0))
    }

    @Test("of the monitor is over at once when it is told a second time, and blames nobody for the run it cuts off")
    func monitorInAHurry() async throws {
        let stage = try Stage()
        let flags = ["--fault", "agent_thinking:delay=10m", "--limits-run", "1h", "--log-level", "debug"]
        try await Program.serving(stage, flags) { serve, server in
            let configuration = try stage.configuration(watching: server, every: "10m")
            let (lines, end) = try await Program.monitoring(stage, configuration) { monitor, _ in
                try await serve.holdsUpRun()
                return try await twice(monitor)
            }
            let runs = lines.filter { $0.contains("golden-path on local") }
            #expect(runs.count == 1, "\(lines)")
            #expect(runs.first?.contains("golden-path on local as probe-1: inconclusive monitor_") == true)
            #expect(lines.last?.contains(" info stopped") == true)
            #expect(end == .exited(0))
        }
    }

    /// What a program says after it was told to end, and then told again.
    private func twice(_ program: Program) async throws -> [String] {
        try program.signal(.terminate)
        _ = try await program.errors.first(with: "shutting down (SIGTERM)")
        try program.signal(.interrupt)
        _ = try await program.errors.first(with: "told to stop a second time (SIGINT)")
        return await program.errors.rest()
    }

    /// The result of a probe while which the server is told to end.
    private func shutDown(_ server: Program, during probe: [String]) async throws -> ProbeResult {
        let (line, _) = try await Program.running(Places.quintet, probe) { probe in
            try await server.holdsUpRun()
            try server.signal(.terminate)
            return try await probe.output.first { _ in true }
        }
        return try JSONDecoder().decode(ProbeResult.self, from: Data(line.utf8))
    }
}
