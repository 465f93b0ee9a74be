import FoundationEssentials
import Results
import Subprocess
import Testing

/// A run ends by its deadline, and says what was wrong, whatever the server does.
@Suite("a hostile server", .timeLimit(.minutes(3)))
struct HostileServerTests {
    @Test(
        "is seen through in time",
        arguments: [
            ("never-answers", FailureClass.upgradeTimeout),
            ("drips-the-answer", .upgradeTimeout),
            ("closes-instead-of-answering", .upgradeInvalid),
            ("refuses", .upgradeRejected),
            ("answers-another-key", .upgradeInvalid),
            ("goes-silent", .welcomeTimeout),
            ("closes-after-the-upgrade", .closedAtOpen),
            ("drips-a-frame", .welcomeTimeout),
            ("announces-a-gigabyte", .messageTooBig),
            ("masks-its-frames", .protocolError),
            ("sends-no-utf8", .protocolError),
            ("pings-for-ever", .welcomeTimeout),
            ("floods", .connectionLost),
        ]
    )
    func hostile(behaviour: String, expected: FailureClass) async throws {
        let stage = try Stage()
        try await Program.witness("hostile.py", [behaviour]) { server, port in
            // How late the probe is itself is no matter here: a machine under load would make it inconclusive. Where the
            // deadline ends the run, it is long enough for a busy server to do what it does first.
            let isEndless = [.upgradeTimeout, .welcomeTimeout].contains(expected)
            try stage.write(
                "quintet.yaml",
                """
                monitor: { lag: 60s }
                targets: [ { name: hostile, url: "ws://127.0.0.1:\(port)/ws" } ]
                probes: [ { name: hostile, target: hostile, every: 60s, timeout: \(isEndless ? "10s" : "60s") } ]

                """
            )
            let arguments = ["probe", "hostile", "--config", stage.path("quintet.yaml"), "--format", "json"]
            let probe = try await Program.finishing(Places.quintet, arguments)
            let result = try JSONDecoder().decode(ProbeResult.self, from: Data(probe.output.joined().utf8))
            #expect(result.failure?.failureClass == expected)
            #expect(probe.end == .exited(1))
            // The server has seen the probe go: nothing is left open behind it.
            _ = try await server.output.first(with: "closed")
        }
    }

    @Test(
        "moves no cursor and gives no command with what it says",
        arguments: ["refuses-with-escapes", "closes-with-escapes"],
        ["text", "junit", "tap", "github"]
    )
    func escapes(behaviour: String, format: String) async throws {
        try await Program.witness("hostile.py", [behaviour]) { _, port in
            // Everything that is neither ASCII that is seen nor the end of a line is left over.
            let probe = #""$0" probe --url "ws://127.0.0.1:$1/ws" --format "$2" -v --timeout 10m --sla 10m 2>&1"#
            let command = "text=$(\(probe)); printf %s \"$text\" | tr -d '\\n -~' | wc -c; printf '%s\\n' \"$text\""
            let run = try await Program.finishing(
                "/bin/sh",
                ["-c", command, Places.quintet, port, format],
                environment: ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
            )
            #expect(run.output.first?.filter { $0 != " " } == "0")
            #expect(run.output.contains { $0.contains("forged") }, "what it says is shown all the same")
            #expect(
                run.output.allSatisfy {
                    !$0.hasPrefix("::error::forged") && !$0.contains("##[add-path]") || format != "github"
                }
            )
        }
    }
}
