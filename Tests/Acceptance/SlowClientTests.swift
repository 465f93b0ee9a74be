import Subprocess
import Testing

/// Clients of the monitor's HTTP port that never say what they want.
@Suite("slow clients", .timeLimit(.minutes(3)))
struct SlowClientTests {
    @Test("hold every place of the HTTP port, and a scrape is answered all the same")
    func drippers() async throws {
        let stage = try Stage()
        try stage.write(
            "quintet.yaml",
            "targets: [ { name: nobody, url: \"ws://127.0.0.1:1/ws\" } ]\n"
                + "probes: [ { name: nobody, target: nobody } ]\n"
        )
        try await Program.monitoring(stage, stage.path("quintet.yaml")) { _, monitor in
            try await Program.running(Places.python, [Places.witness("drippers.py"), monitor]) { clients in
                #expect(try await clients.output.first { _ in true } == "full")
                for _ in 1...3 {
                    let scrape = try await Scrape(monitor)
                    #expect(scrape.values["process_open_fds", default: 0] < 560)
                }
            }
        }
    }
}
