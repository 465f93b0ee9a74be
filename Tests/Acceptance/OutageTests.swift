import Subprocess
import Testing

/// A server that dies in the middle of a run, and comes back.
@Suite("an outage", .timeLimit(.minutes(3)))
struct OutageTests {
    @Test("is seen at once, while it lasts, and until it is over; no counter goes backwards")
    func outage() async throws {
        let stage = try Stage()
        // The third run waits in its middle for a minute that it does not get.
        let fault = ["--fault", "agent_thinking:delay=60s;run=3"]
        try await Program.serving(stage, fault) { first, server in
            let configuration = try stage.configuration(watching: server, every: "4s")
            try await Program.monitoring(stage, configuration) { monitor, address in
                for _ in 1...2 { try await expectRun(of: monitor, says: "pass") }
                let before = try await Scrape(address)

                try await Scrape.waitForDelay(at: server)
                try first.signal(.kill)
                try await expectRun(of: monitor, says: "FAIL connection_lost")
                let refused = try await monitor.errors.first(with: "golden-path on local")
                #expect(
                    refused.contains("FAIL connect_refused")
                        || refused.contains("FAIL login_error") && refused.contains("refused")
                )

                try await Program.serving(stage, at: server) { _, _ in
                    _ = try await monitor.errors.first(with: "golden-path on local as probe-1: pass")
                    let after = try await Scrape(address)
                    #expect(before.backwards(in: after) == [])
                    #expect(before.counters.isEmpty == false)
                }
            }
        }
    }

    private func expectRun(of monitor: Program, says words: String) async throws {
        let line = try await monitor.errors.first(with: "golden-path on local")
        #expect(line.contains("golden-path on local as probe-1: \(words)"))
    }
}
