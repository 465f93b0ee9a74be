import FoundationEssentials
import Subprocess
import Testing

@Suite("The port file", .timeLimit(.minutes(5)))
struct PortFileTests {
    @Test(
        "holds one line, has no other file beside it, and goes when the program does",
        arguments: ["serve", "monitor"]
    )
    func life(command: String) async throws {
        let stage = try Stage()
        let path = stage.path("port")
        let (address, end) = try await Program.running(Places.quintet, Self.start(command, path)) { program in
            let address = try await program.address(in: path)
            #expect(try String(contentsOf: URL(filePath: path), encoding: .utf8) == "\(address)\n")
            let names = try FileManager.default.contentsOfDirectory(atPath: stage.path("."))
            #expect(names.filter { $0.hasPrefix("port") } == ["port"])
            return address
        }
        #expect(address.hasPrefix("127.0.0.1:") && end == .exited(0))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("one that another program has written meanwhile stays", arguments: ["serve", "monitor"])
    func anothers(command: String) async throws {
        let stage = try Stage()
        let path = stage.path("port")
        try await Program.running(Places.quintet, Self.start(command, path)) { program in
            _ = try await program.address(in: path)
            try Data("127.0.0.1:1\n".utf8).write(to: URL(filePath: path), options: .atomic)
        }
        #expect(try String(contentsOf: URL(filePath: path), encoding: .utf8) == "127.0.0.1:1\n")
    }

    @Test("that cannot be written is said in one sentence, and is wrong usage", arguments: ["serve", "monitor"])
    func refused(command: String) async throws {
        let stage = try Stage()
        let rows = [
            (stage.path("nowhere/port"), "No such file or directory; name a file in a folder that can be written to"),
            (stage.path("."), "it is there and no file; name another"),
            ("/dev/null", "it is there and no file; name another"),
        ]
        for (path, reason) in rows {
            let ended = try await Program.finishing(Places.quintet, Self.start(command, path))
            #expect(ended.end == .exited(2))
            let said = ended.errors.filter { $0.contains("--port-file") }
            #expect(said == ["quintet \(command): cannot write --port-file \(path): \(reason)"], "\(ended.errors)")
        }
    }

    private static func start(_ command: String, _ path: String) -> [String] {
        let what = command == "serve" ? [] : ["--url", "ws://127.0.0.1:9/ws"]
        return [command, "--listen", "127.0.0.1:0", "--port-file", path] + what
    }
}
