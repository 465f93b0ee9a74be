import Subprocess
import Testing

/// Server and monitor as their users run them: two processes, and a Prometheus beside them.
@Suite("the monitor", .timeLimit(.minutes(3)))
struct MonitorTests {
    @Test("passes three cycles, and its metrics are as promtool wants them")
    func threeCycles() async throws {
        let stage = try Stage()
        try await Program.serving(stage) { _, server in
            let configuration = try stage.configuration(watching: server)
            let (_, end) = try await Program.monitoring(stage, configuration) { monitor, address in
                for _ in 1...3 { _ = try await monitor.errors.run() }
                let scrape = try await Scrape(address)
                #expect(scrape.values[#"quintet_probe_success{probe="golden-path",target="local"}"#] == 1)
                #expect(
                    scrape.values[#"quintet_probe_runs_total{probe="golden-path",target="local"}"#, default: 0] >= 3
                )
                try await expectNoComplaint(about: scrape.text, stage)
            }
            #expect(end == .exited(0))
        }
    }

    @Test(
        "is scraped by a real Prometheus, which knows whether the probe succeeds",
        arguments: [(nil, "1"), ("tool_completed:drop", "0")]
    )
    func prometheus(fault: String?, success: String) async throws {
        let stage = try Stage()
        try await Program.serving(stage, fault.map { ["--fault", $0] } ?? []) { _, server in
            let configuration = try stage.configuration(watching: server)
            try await Program.monitoring(stage, configuration) { _, monitor in
                try await Prometheus.scraping(monitor, stage) { prometheus in
                    // One scrape that a busy machine misses would make the series stale.
                    let answer = try await prometheus.answer(to: "last_over_time(quintet_probe_success[5m])")
                    #expect(answer == [success])
                }
            }
        }
    }

    @Test("promtool complains about metrics that are wrong")
    func promtool() async throws {
        let stage = try Stage()
        let complaint = try await complaint(about: "# TYPE runs counter\nruns 1\n", stage)
        #expect(complaint.end != .exited(0))
    }

    private func expectNoComplaint(about text: String, _ stage: Stage) async throws {
        let complaint = try await complaint(about: text, stage)
        #expect(complaint.output + complaint.errors == [])
        #expect(complaint.end == .exited(0))
    }

    /// What `promtool check metrics` says.
    private func complaint(about text: String, _ stage: Stage) async throws -> Program.Finished {
        try stage.write("metrics", text)
        let command = #"exec "$0" check metrics < "$1""#
        return try await Program.finishing("/bin/sh", ["-c", command, Places.promtool, stage.path("metrics")])
    }
}
