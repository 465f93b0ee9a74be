import Subprocess
import Testing

/// A system that lets nobody open many files.
@Suite("a low limit of open files", .timeLimit(.minutes(3)))
struct DescriptorTests {
    /// How many are open when a command begins: standard input, output and error, and what Swift's runtime has come to by
    /// then.
    private static let open = 3...8

    @Test(
        "is told in one sentence with what to do, and is no verdict",
        arguments: ["probe", "serve", "monitor"],
        [8, 16, 26]
    )
    func tooLow(command: String, limit: Int) async throws {
        _ = try await refused(command, at: limit)
    }

    @Test("that is just high enough lets a probe run and say what it found; one that leaves one too few does not")
    func enoughForProbe() async throws {
        let limit = try await enough("probe")
        _ = try await refused("probe", at: limit - Self.open.upperBound + Self.open.lowerBound - 1)
        let probe = try await Program.finishing(Places.python, Self.limited(to: limit, Self.start("probe")))
        #expect(probe.end == .exited(1))
        #expect(probe.output.contains { $0.contains("connect_refused") }, "\(probe.output + probe.errors)")
    }

    @Test("that is just high enough lets a monitor watch a server, whoever holds connections to its port")
    func enoughForServices() async throws {
        let stage = try Stage()
        let port = stage.path("serve.port")
        let serve = ["serve", "--listen", "127.0.0.1:0", "--port-file", port, "--users-file", stage.usersFile]
        let serveLimit = try await enough("serve")
        let monitorLimit = try await enough("monitor")
        try await Program.running(Places.python, Self.limited(to: serveLimit, serve)) { server in
            let configuration = try stage.configuration(watching: try await server.address(in: port))
            let port = stage.path("monitor.port")
            let monitor = ["monitor", "--config", configuration, "--listen", "127.0.0.1:0", "--port-file", port]
            try await Program.running(Places.python, Self.limited(to: monitorLimit, monitor)) { monitor in
                let address = try await monitor.address(in: port)
                try await Program.running(Places.python, [Places.witness("drippers.py"), address]) { clients in
                    #expect(try await clients.output.first { _ in true } == "full")
                    // The second run begins with all the others there.
                    for _ in 1...2 { _ = try await monitor.errors.run() }
                    let success = #"quintet_probe_success{probe="golden-path",target="local"}"#
                    #expect(try await Scrape(address).values[success] == 1)
                }
            }
        }
    }

    /// A limit with which a command starts, by what it says of a lower one.
    private func enough(_ command: String) async throws -> Int {
        try await refused(command, at: 16).needed + Self.open.upperBound
    }

    /// What a command says that is refused: how many files it could open, and how many it needs.
    private func refused(_ command: String, at limit: Int) async throws -> (spare: Int, needed: Int) {
        let refused = try await Program.finishing(Places.python, Self.limited(to: limit, Self.start(command)))
        #expect(refused.end == .exited(3))
        #expect(refused.output == [])
        let sentence =
            #/quintet (\w+): only (\d+) more files can be opened and (\d+) are needed at least: the limit of open files is (\d+); raise it with ulimit -n 1024, or LimitNOFILE=1024 where systemd starts it/#
        let words = try #require(refused.errors.first?.wholeMatch(of: sentence)?.output, "\(refused.errors)")
        #expect(refused.errors.count == 1)
        #expect(words.1 == command)
        #expect(Int(words.4) == limit)
        return (try #require(Int(words.2)), try #require(Int(words.3)))
    }

    private static func start(_ command: String) -> [String] {
        switch command {
        case "probe": ["probe", "--url", "ws://127.0.0.1:1/ws"]
        case "monitor": ["monitor", "--url", "ws://127.0.0.1:1/ws", "--listen", "127.0.0.1:0"]
        default: [command, "--listen", "127.0.0.1:0"]
        }
    }

    /// What Python is told to become `quintet` with these arguments and with that limit.
    private static func limited(to limit: Int, _ arguments: [String]) -> [String] {
        [Places.witness("few_files.py"), "\(limit)", Places.quintet] + arguments
    }
}
