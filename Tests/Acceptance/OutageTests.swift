import Subprocess
import Testing

/// A server that dies in the middle of a run, and comes back.
@Suite("an outage", .timeLimit(.minutes(3)))
struct OutageTests {
    @Test("is seen at once, while it lasts, and until it is over; no counter goes backwards")
    func outage() async throws {
        let stage = try Stage()
        // The second run waits in its middle for a minute that it does not get.
        let fault = ["--fault", "agent_thinking:delay=60s;run=2", "--log-level", "debug"]
        try await Program.serving(stage, fault) { first, server in
            let configuration = try stage.configuration(watching: server, every: "15s")
            try await Program.monitoring(stage, configuration) { monitor, address in
                _ = try await monitor.errors.run()
                let before = try await Scrape(address)

                try await first.holdsUpRun()
                try first.signal(.kill)
                let lost = try await monitor.errors.run(isWell: false)
                #expect(lost.contains("golden-path on local as probe-1: FAIL connection_lost"))
                let refused = try await monitor.errors.run(isWell: false)
                #expect(
                    refused.contains("FAIL connect_refused")
                        || refused.contains("FAIL login_error") && refused.contains("refused")
                )

                try await Program.serving(stage, at: server) { _, _ in
                    _ = try await monitor.errors.first(with: "golden-path (local): down → ")
                    let after = try await Scrape(address)
                    #expect(before.backwards(in: after) == [])
                    #expect(before.counters.isEmpty == false)
                }
            }
        }
    }
}
