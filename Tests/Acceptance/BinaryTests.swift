import FoundationEssentials
import Subprocess
import Testing

/// The one file that is installed.
@Suite("the binary", .timeLimit(.minutes(3)))
struct BinaryTests {
    @Test("runs where it is copied to, with nothing in its environment")
    func copied() async throws {
        let stage = try Stage()
        let copy = stage.path("copy")
        try FileManager.default.copyItem(atPath: Places.quintet, toPath: copy)
        try await Program.serving(stage) { _, server in
            let probe = try await Program.finishing(copy, stage.probe(server), environment: [:], folder: "/")
            #expect(probe.isHealthy, "\(probe.output + probe.errors)")
        }
    }

    @Test("says in one sentence that a port is taken, and what to do", arguments: ["serve", "monitor"])
    func taken(command: String) async throws {
        let stage = try Stage()
        try await Program.serving(stage) { _, server in
            let configuration = try stage.configuration(watching: server)
            let arguments = command == "serve" ? [] : ["--config", configuration]
            let second = try await Program.finishing(Places.quintet, [command, "--listen", server] + arguments)
            #expect(second.end == .exited(2))
            #expect(second.errors.last?.contains(server) == true)
            #expect(second.errors.last?.contains("--listen") == true)
        }
    }
}
