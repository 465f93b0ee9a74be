import Subprocess
import Testing

/// `make run`, from the check of its ports to the end of both programs.
@Suite("make run", .timeLimit(.minutes(3)))
struct DemonstrationTests {
    private static let root = Places.path(Places.root)

    @Test("says before it builds that a port is taken, and which one to take", arguments: ["SERVE", "MONITOR"])
    func taken(variable: String) async throws {
        let stage = try Stage()
        try await Program.serving(stage) { _, server in
            let make = try await Program.finishing(
                "/usr/bin/env",
                [
                    "make", "--no-print-directory", "run", "SERVE=127.0.0.1:0", "MONITOR=127.0.0.1:0",
                    "\(variable)=\(server)",
                ],
                folder: Self.root
            )
            #expect(make.end == .exited(2))
            #expect(make.output == [])
            #expect(make.errors.first?.hasPrefix("run: \(server) is taken by another program; ") == true)
            #expect(make.errors.first?.contains("make run \(variable)=127.0.0.1:") == true)
        }
    }

    @Test("shows verdicts, and stops both programs when it is stopped", arguments: [Signal.interrupt, .terminate])
    func stopped(signal: Signal) async throws {
        let (_, end) = try await Program.running(
            "/usr/bin/env",
            ["SERVE=127.0.0.1:0", "MONITOR=127.0.0.1:0", "scripts/run.sh", "start"],
            folder: Self.root
        ) { demonstration in
            _ = try await demonstration.errors.first(with: "golden-path", "pass")
            try demonstration.signal(signal)
            // Its output ends when the last of the three programs has: none of them is left.
            _ = await demonstration.errors.rest()
        }
        #expect(end == .exited(0))
    }
}
