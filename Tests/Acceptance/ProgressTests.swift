import Subprocess
import Testing

/// What is shown while a run is waited for.
@Suite("progress", .timeLimit(.minutes(3)))
struct ProgressTests {
    /// Against a server that never answers; ten seconds, so that a second of them is seen however busy the machine is.
    private func probe(_ port: String) -> [String] {
        [Places.quintet, "probe", "--url", "ws://127.0.0.1:\(port)/ws", "--timeout", "10s"]
    }

    @Test("is shown on a terminal, and gone when the result is there")
    func terminal() async throws {
        try await Program.witness("hostile.py", ["never-answers"]) { _, port in
            let run = try await Program.finishing(Places.python, [Places.witness("on_a_terminal.py")] + probe(port))
            let shown = run.output.joined()
            #expect(shown.contains(#"\r\x1b[Kprobe on 127.0.0.1:\#(port): "#))
            #expect(shown.contains("s of 10s at the most"))
            let end = try #require(shown.split(separator: " at the most").last)
            #expect(end.hasPrefix(#"\r\x1b[K"#) || end.hasPrefix(#"''\r\x1b[K"#))
            #expect(end.contains("upgrade_timeout") || end.contains("monitor_overloaded"))
        }
    }

    @Test("is no business of a program that reads the results")
    func pipe() async throws {
        try await Program.witness("hostile.py", ["never-answers"]) { _, port in
            let run = try await Program.finishing(Places.quintet, Array(probe(port).dropFirst()))
            #expect(run.errors == [])
        }
    }
}
