import FoundationEssentials
import Subprocess
import Testing

/// A name server that never answers, in a network of its own.
@Suite("a name server that never answers", .timeLimit(.minutes(3)))
struct SilentNamesTests {
    @Test("delays no probe but the one that asked it")
    func silence() async throws {
        let stage = try Stage()
        // Nobody else is in that network: the ports are free.
        let configuration = try stage.configuration(watching: "127.0.0.1:8000", and: "ws://dead.example/ws")
        let both = #""$0" serve --listen 127.0.0.1:8000 --users-file "$1" & exec "$0" monitor --config "$2""#
        _ = try await Program.running(
            Places.witness("silent_network.sh"),
            [stage.path("."), "/bin/sh", "-c", both, Places.quintet, stage.usersFile, configuration]
        ) { programs in
            _ = try await programs.errors.first(with: "dead on dead: ")
            for _ in 1...3 { _ = try await programs.errors.run() }
            _ = try await programs.errors.first(with: "dead on dead: inconclusive monitor_error in ")
        }
        let asked = try String(contentsOf: URL(filePath: stage.path("asked")), encoding: .utf8)
        #expect(asked.contains("dead.example"))
    }
}
