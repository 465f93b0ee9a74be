import Subprocess
import Testing

/// A machine that has no local port left to connect from.
@Suite("no local port left", .timeLimit(.minutes(3)))
struct LocalPortTests {
    @Test("is the monitor's own trouble, of a socket and of a login alike", arguments: ["socket", "login"])
    func exhausted(by way: String) async throws {
        let stage = try Stage()
        let login = [
            "--login", "http://{address}/auth/login", "--email", Stage.email, "--password-file", stage.passwordFile,
        ]
        let probe = try await Program.finishing(
            Places.python,
            [Places.witness("no_ports.py"), Places.quintet, "probe", "--url", "ws://{address}/ws", "--format", "json"]
                + (way == "login" ? login : [])
        )
        #expect(probe.end == .exited(3), "\(probe.output + probe.errors)")
        let told = "this machine has no descriptors, ports or memory left for one more connection"
        #expect(probe.output.contains { $0.contains(told) }, "\(probe.output + probe.errors)")
        #expect(probe.output.contains { $0.contains("monitor_error") }, "\(probe.output)")
    }
}
