import Subprocess
import Testing

/// Standard output that takes nothing: a result that nobody got is no success.
@Suite("standard output", .timeLimit(.minutes(3)))
struct OutputTests {
    @Test(
        "that is full is told of, and ends the command as one that could not do its job",
        arguments: ["config show", "config check", "probe", "serve", "monitor", "--help", "--version"]
    )
    func full(command: String) async throws {
        let run = try await run(command) { arguments in
            try await Program.finishing("/bin/sh", ["-c", #"exec "$0" "$@" > /dev/full"#] + arguments)
        }
        #expect(run.end == .exited(3))
        #expect(run.errors.last == "quintet: cannot write to standard output: No space left on device")
    }

    @Test("that nobody reads any more ends the command without a word", arguments: ["config show", "probe", "serve"])
    func closedPipe(command: String) async throws {
        let run = try await run(command) { arguments in
            try await Program.finishing(Places.python, [Places.witness("closed_pipe.py")] + arguments)
        }
        #expect(run.end == .exited(141), "as a shell tells of a program that SIGPIPE ended")
        #expect(run.errors == [])
    }

    @Test("that is closed is told of, and no socket takes its place", arguments: ["config show", "probe"])
    func closed(command: String) async throws {
        let run = try await run(command) { arguments in
            try await Program.finishing("/bin/sh", ["-c", #"exec "$0" "$@" >&-"#] + arguments)
        }
        #expect(run.end == .exited(3))
        #expect(run.errors == ["quintet: cannot write to standard output: Bad file descriptor"])
    }

    @Test("that takes everything is the twin of these", arguments: ["config show", "config check", "probe", "--help"])
    func taken(command: String) async throws {
        let run = try await run(command) { arguments in
            try await Program.finishing("/bin/sh", ["-c", #""$0" "$@" | cat"#] + arguments)
        }
        #expect(run.isHealthy)
        #expect(run.output.isEmpty == false)
        #expect(run.errors == [])
    }

    /// What `body` makes of the program and the arguments that are `command` against a healthy server.
    private func run(
        _ command: String,
        _ body: ([String]) async throws -> Program.Finished
    ) async throws -> Program.Finished {
        let stage = try Stage()
        return try await Program.serving(stage) { _, server in
            let configuration = try stage.configuration(watching: server)
            let quiet = ["--log-level", "error"]
            let words = command.split(separator: " ").map(String.init)
            let arguments =
                switch command {
                case "probe": stage.probe(server)
                case "serve": words + ["--listen", "127.0.0.1:0", "--users-file", stage.usersFile] + quiet
                case "monitor": words + ["--listen", "127.0.0.1:0", "--config", configuration] + quiet
                case _ where words[0] == "config": words + ["--config", configuration]
                default: words
                }
            return try await body([Places.quintet] + arguments)
        }.value
    }
}
