import Subprocess
import Testing

/// A configuration that changes while the monitor runs.
@Suite("a reload", .timeLimit(.minutes(3)))
struct ReloadTests {
    /// Probes of an address where nobody listens; what they find does not matter here.
    private func configure(_ stage: Stage, _ probes: String...) throws -> String {
        let list = probes.map { "  - { name: \($0), target: nobody, every: 2s, timeout: 1s }\n" }.joined()
        let target = "monitor: { lag: 60s }\ntargets: [ { name: nobody, url: \"ws://127.0.0.1:1/ws\" } ]\n"
        try stage.write("quintet.yaml", "\(target)probes:\n\(list)")
        return stage.path("quintet.yaml")
    }

    @Test("comes with SIGHUP; a wrong file is told, and changes nothing")
    func hangup() async throws {
        let stage = try Stage()
        let configuration = try configure(stage, "first")
        let (_, end) = try await Program.monitoring(stage, configuration) { monitor, address in
            _ = try await monitor.errors.first(with: "first on nobody")
            _ = try configure(stage, "first", "second")
            try monitor.signal(.terminalClosed)
            _ = try await monitor.errors.first(with: "configuration reloaded", "SIGHUP")
            // The file may have been seen to change before: whatever began with that has begun already.
            _ = try await monitor.errors.first(with: "second on nobody")

            try stage.write("quintet.yaml", "probes: 5\n")
            try monitor.signal(.terminalClosed)
            _ = try await monitor.errors.first(with: "configuration refused", "SIGHUP")
            _ = try await monitor.errors.first(with: "probes: found 5; want a list")
            _ = try await monitor.errors.first(with: "second on nobody")
            let scrape = try await Scrape(address)
            #expect(scrape.values["quintet_config_last_reload_successful"] == 0)
            #expect(scrape.values[#"quintet_probe_success{probe="second",target="nobody"}"#] == 0)
        }
        #expect(end == .exited(0))
    }

    @Test("comes with a change of the file alone")
    func change() async throws {
        let stage = try Stage()
        let configuration = try configure(stage, "first")
        try await Program.monitoring(stage, configuration) { monitor, _ in
            _ = try await monitor.errors.first(with: "first on nobody")
            _ = try configure(stage, "first", "second")
            _ = try await monitor.errors.first(with: "configuration reloaded", "the file changed")
            _ = try await monitor.errors.first(with: "second on nobody")
        }
    }
}
