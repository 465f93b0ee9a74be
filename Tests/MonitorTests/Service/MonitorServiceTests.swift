import Configuration
import FoundationEssentials
import Logging
import Metrics
import Monitor
import NIOPosix
import Probes
import Results
import ServiceLifecycle
import TestSupport
import Testing
import Transport

@Suite("The whole monitor", .timeLimit(.minutes(2)))
struct MonitorServiceTests {
    private let clock = ManualClock()
    private let stage = Stage()
    private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Runs a monitor while `body` talks to it, and shuts it down in order.
    private func monitoring(
        _ settings: MonitorSettings,
        logger: Logger = silent,
        _ body: (ListenAddress, MonitorService<ManualClock>) async throws -> Void
    ) async throws {
        var settings = settings
        settings.listen = .anyLoopbackPort
        let (bound, announce) = AsyncStream.makeStream(of: ListenAddress.self)
        let registry = MetricsRegistry()
        let stage = stage
        let monitor = MonitorService(
            settings,
            clock: clock,
            registry: registry,
            lag: LoopLag(registry),
            group: MultiThreadedEventLoopGroup.singleton,
            logger: logger,
            onListening: { announce.yield($0) },
            run: { await stage.run($0, $1, $2) }
        )
        let group = ServiceGroup(services: monitor.services, logger: Self.silent)
        async let done: Void = group.run()
        var addresses = bound.makeAsyncIterator()
        let address = try #require(await addresses.next())
        try await body(address, monitor)
        await group.triggerGracefulShutdown()
        stage.letAllGo()
        try await done
    }

    private func file(_ names: String..., in folder: TemporaryFolder) throws -> String {
        let probes = names.map { "  - { name: \($0), target: local, every: 10s }\n" }.joined()
        try folder.write(
            "quintet.yaml",
            "targets: [ { name: local, url: \"ws://127.0.0.1:8000/ws\" } ]\nprobes:\n\(probes)"
        )
        return "\(folder.path)/quintet.yaml"
    }

    private func get(_ path: String, _ address: ListenAddress, _ headers: String...) async throws -> String {
        let lines = ["GET \(path) HTTP/1.1", "Host: \(address)"] + headers
        return try await RawHTTP.exchange(lines.joined(separator: "\r\n"), with: address)
    }

    private func reload(_ address: ListenAddress, host: String? = nil) async throws -> String {
        try await RawHTTP.exchange("POST /-/reload HTTP/1.1", "Host: \(host ?? "\(address)")", with: address)
    }

    @Test("runs become metrics that a scrape sees")
    func scrape() async throws {
        let configuration = MonitorConfiguration.watching(try WebSocketURL("ws://local/ws"))
        let (lines, feed) = AsyncStream.makeStream(of: String.self)
        let logger = LogFeed.logger { feed.yield("\($0.message)") }
        let settings = MonitorSettings(configuration: configuration, version: "1.2.3")
        try await monitoring(settings, logger: logger) { address, monitor in
            try await stage.until { $0.held == 1 }
            #expect(try await get("/-/ready", address).hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(monitor.statuses.map(\.state) == [.unknown])
            #expect(!(try await get("/metrics", address)).contains("quintet_probe_success{"))
            stage.letGo("golden-path")
            #expect(await lines.contains { $0.contains("unknown → up") })
            #expect(monitor.statuses.map(\.state) == [.up])
            let text = try await get("/metrics", address)
            #expect(text.contains("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
            #expect(text.contains("\nquintet_probe_success{probe=\"golden-path\",target=\"local\"} 1\n"))
            #expect(text.contains("\nquintet_probe_runs_total{probe=\"golden-path\",target=\"local\"} 1\n"))
            #expect(text.contains("\nquintet_build_info{version=\"1.2.3\",swift_version=\"6.3\"} 1\n"))
            #expect(text.contains("\nquintet_config_last_reload_successful 1\n"))
            let head = try await RawHTTP.exchange("HEAD /metrics HTTP/1.1", "Host: \(address)", with: address)
            #expect(head.hasSuffix("\r\n\r\n"))
            #expect(try await reload(address).hasPrefix("HTTP/1.1 409 Conflict\r\n"))
        }
    }

    @Test("after a restart the states are there before the first run, on the page and in the gauge")
    func restart() async throws {
        let folder = try TemporaryFolder()
        let path = try file("a", in: folder)
        for round in 1...2 {
            let (lines, feed) = AsyncStream.makeStream(of: String.self)
            let logger = LogFeed.logger { feed.yield("\($0.message)") }
            try await monitoring(try MonitorSettings(path: path, version: "1"), logger: logger) { address, monitor in
                try await stage.until { $0.held == 1 }
                let text = try await get("/metrics", address)
                #expect(text.contains("\nquintet_store_healthy 1\n"))
                #expect(text.contains("\nquintet_probe_success{probe=\"a\",target=\"local\"} 1\n") == (round == 2))
                #expect(monitor.statuses.map(\.state) == [round == 2 ? .up : .unknown])
                #expect(monitor.statuses.map { $0.last != nil } == [round == 2])
                guard round == 1 else { return }
                stage.letGo("a")
                #expect(await lines.contains { $0.contains("unknown → up") })
            }
            #expect(FileManager.default.fileExists(atPath: "\(folder.path)/quintet.db"))
        }
    }

    @Test("the transcript of a real run says what it is of and what went over the wire, and no secret")
    func transcript() async throws {
        let configuration = MonitorConfiguration.watching(try WebSocketURL("ws://local/ws"))
        try await monitoring(MonitorSettings(configuration: configuration, version: "1")) { address, _ in
            try await stage.until { $0.held == 1 }
            // The monitor's own port speaks HTTP and no WebSocket, so that an upgrade is refused.
            let url = try WebSocketURL("ws://\(address)/ws?access_token=hunter-in-the-query")
            let plan = try #require(MonitorConfiguration.watching(url).probes.first).plan
            let engine = ProbeEngine()
            let run = try #require(await engine.runner.record(plan, cycle: ULID(), attempt: 1).first)
            await engine.shutDown()
            #expect(run.result.failure?.failureClass == .upgradeRejected)
            let store = HistoryStore(path: nil, meter: StoreMeter(MetricsRegistry()), logger: Self.silent)
            let ledger = Ledger(
                clock: clock,
                store: store,
                settings: StoreSettings(),
                meter: ResultMeter(MetricsRegistry()),
                board: ProbeBoard(),
                logger: Self.silent
            )
            ledger.take(CycleAttempt([FinishedRun(run)]))
            ledger.stop()
            await ledger.run()
            let text = try #require(try await store.transcript(of: run.result.id))
            let lines = text.split(separator: "\n")
            #expect(lines.count == 1)
            #expect(text.hasSuffix("\"truncated\":false}\n"))
            #expect(text.contains("\"result\":\"\(run.result.id)\",\"schema\":\"quintet.transcript/1\""))
            #expect(text.contains("{\"direction\":\"sent\",\"text\":\"GET /ws?access_token=<redacted> HTTP/1.1\\n"))
            #expect(text.contains("{\"direction\":\"received\",\"text\":\"HTTP/1.1 404 Not Found\\n"))
            #expect(!text.contains("hunter"))
        }
    }

    @Test("a reload brings new probes into force, a wrong file changes nothing, a foreign host is refused")
    func reloads() async throws {
        let folder = try TemporaryFolder()
        let path = try file("a", in: folder)
        try await monitoring(try MonitorSettings(path: path, version: "1")) { address, monitor in
            try await stage.until { $0.held == 1 }
            _ = try file("a", "b", in: folder)
            #expect(try await reload(address, host: "evil.example").hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
            #expect(monitor.statuses.map(\.probe) == ["a"])
            #expect(try await reload(address).hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(monitor.statuses.map(\.probe) == ["a", "b"])
            try folder.write("quintet.yaml", "probes: 5\n")
            let refused = try await reload(address)
            #expect(refused.hasPrefix("HTTP/1.1 500 Internal Server Error\r\n"))
            #expect(refused.contains("quintet.yaml:1:1 probes: found 5; want a list"))
            #expect(monitor.statuses.map(\.probe) == ["a", "b"])
            #expect(try await get("/metrics", address).contains("\nquintet_config_last_reload_successful 0\n"))
            #expect(try await get("/", address).contains("<li>The configuration was refused"))
            _ = try file("b", in: folder)
            #expect(try await reload(address).hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(monitor.statuses.map(\.probe) == ["b"])
            #expect(!(try await get("/", address)).contains("<li>The configuration was refused"))
            #expect(try await get("/metrics", address).contains("\nquintet_config_last_reload_successful 1\n"))
        }
    }

    @Test("a change of the file is enough")
    func fileChange() async throws {
        let folder = try TemporaryFolder()
        let path = try file("a", in: folder)
        try await monitoring(try MonitorSettings(path: path, version: "1")) { _, monitor in
            try await stage.until { $0.held == 1 }
            let start = clock.now
            // The look at the file and the next slot are slept for.
            try await clock.until { $0.contains(start.advanced(by: .seconds(2))) }
            _ = try file("a", "c", in: folder)
            clock.advance(by: .seconds(2))
            try await clock.until { $0.contains(start.advanced(by: .seconds(4))) }
            #expect(monitor.statuses.map(\.probe) == ["a", "c"])
        }
    }

    @Test("a taken port is one sentence with what to do, and nothing is run")
    func takenPort() async throws {
        let configuration = MonitorConfiguration.watching(try WebSocketURL("ws://local/ws"))
        try await monitoring(MonitorSettings(configuration: configuration, version: "1")) { address, _ in
            try await stage.until { $0.held == 1 }
            var settings = MonitorSettings(configuration: configuration, version: "1")
            settings.listen = address
            let registry = MetricsRegistry()
            let other = Stage()
            let second = MonitorService(
                settings,
                clock: clock,
                registry: registry,
                lag: LoopLag(registry),
                group: MultiThreadedEventLoopGroup.singleton,
                logger: Self.silent,
                run: { await other.run($0, $1, $2) }
            )
            let error = await #expect(throws: ListenError.self) {
                try await ServiceGroup(services: second.services, logger: Self.silent).run()
            }
            #expect(error == .addressInUse(address))
            #expect(
                error?.description == "\(address) is taken by another program, perhaps another monitor; stop it, or "
                    + "listen elsewhere: --listen 127.0.0.1:0 takes any free port"
            )
            #expect(other.started == [])
        }
    }

    @Test("an announcement that fails ends the monitor before the first run")
    func failedAnnouncement() async throws {
        struct NoRoom: Error, Equatable {}
        var settings = MonitorSettings(
            configuration: .watching(try WebSocketURL("ws://local/ws")),
            version: "1"
        )
        settings.listen = .anyLoopbackPort
        let registry = MetricsRegistry()
        let stage = stage
        let monitor = MonitorService(
            settings,
            clock: clock,
            registry: registry,
            lag: LoopLag(registry),
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Self.silent,
            onListening: { _ in throw NoRoom() },
            run: { await stage.run($0, $1, $2) }
        )
        await #expect(throws: NoRoom()) {
            try await ServiceGroup(services: monitor.services, logger: Self.silent).run()
        }
        #expect(stage.started == [])
    }
}
