import Subprocess
import Testing

/// A server that says again what it was told in confidence.
@Suite("a server that tells secrets", .timeLimit(.minutes(3)))
struct SecretTests {
    private static let places = ["login", "upgrade", "welcome", "close", "failure", "session", "tool"]

    @Test("is heard in the monitor's log, without the secrets", arguments: places, ["text", "json"])
    func told(place: String, format: String) async throws {
        try await Program.witness("parrot.py", [place]) { parrot, port in
            let secrets = [
                Stage.password, try await parrot.output.first { _ in true },
                try await parrot.output.first { _ in true },
            ]
            let stage = try Stage()
            let configuration = try stage.configuration(watching: "127.0.0.1:\(port)", by: "query")
            let flags = ["--log-level", "trace", "--log-format", format]
            let (lines, _) = try await Program.monitoring(stage, configuration, flags) { monitor, _ in
                _ = try await monitor.errors.first(with: "golden-path on local")
                _ = try await monitor.errors.first(with: "golden-path (local)")
                try monitor.signal(.terminate)
                _ = await monitor.errors.rest()
                return monitor.errors.read
            }
            let log = lines.joined(separator: "\n")
            #expect(log.contains("polly"), "what is no secret is shown: the server was heard")
            #expect(log.contains("<redacted>"))
            // Cut as it may be, as much of a secret as could be guessed from would still be too much.
            for secret in secrets { #expect(!log.contains(secret.prefix(24))) }
        }
    }
}
