import Configuration
import GRDB
import Logging
import Metrics
@testable import Monitor
import Results
import TestSupport
import Testing
import Transport

@Suite("Delivery", .timeLimit(.minutes(5)))
struct DeliveryTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    /// Runs `body` beside a notifier whose clock stands still until it is moved, and whose back-off waits as long as it
    /// may: two seconds, four, eight.
    private func deliver(
        _ outbox: TestOutbox,
        to receivers: [AlertReceiver],
        clock: ManualClock = ManualClock(),
        registry: MetricsRegistry = MetricsRegistry(),
        _ body: (ManualClock, Notifier<ManualClock, TestOutbox>) async throws -> Void
    ) async throws {
        let client = HTTPClient(resolver: NameResolver(ResolverSettings()))
        defer { client.shutDown() }
        let notifier = Notifier(
            storage: outbox,
            client: client,
            clock: clock,
            agent: "quintet/test",
            links: Told.links,
            meter: NotificationMeter(registry),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: { Sample.noon.advanced(by: clock.start.duration(to: clock.now)) },
            jitter: { 1 }
        )
        notifier.replace(with: receivers, links: Told.links)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await notifier.run() }
            try await body(clock, notifier)
            group.cancelAll()
        }
    }

    private func receiver(_ server: HookServer, name: String = "oncall") throws -> AlertReceiver {
        let secret = try WebhookSecret(Secret(Self.secret))
        return AlertReceiver(name: name, webhook: Webhook(url: Secret(server.url), secret: secret))
    }

    /// Moves the clock once somebody sleeps until so long after its start.
    private func pass(_ time: Duration, _ clock: ManualClock) async throws {
        let end = clock.start + time
        try await clock.until { $0.contains(end) }
        clock.advance(by: clock.now.duration(to: end))
    }

    @Test("503, then 200: the same id and body, each attempt with its own time and a signature that holds")
    func retry() async throws {
        let server = try await HookServer.start(.status(503, body: "later"))
        let outbox = try TestOutbox()
        try outbox.put(try Told.both().firing)
        try await deliver(outbox, to: [try receiver(server)]) { clock, _ in
            await outbox.writes(1)
            let lines = try outbox.lines()
            #expect(lines == ["firing oncall pending after 1: 503: later"])
            try await pass(.seconds(2), clock)
            await outbox.writes(2)
        }
        await server.stop()
        #expect(try outbox.lines() == ["firing oncall delivered after 1: 204"])
        let hooks = server.hooks
        #expect(hooks.count == 2)
        #expect(Set(hooks.map(\.body)) == [try Told.text(.standard, try Told.both().firing)])
        #expect(Set(hooks.map { $0.header("webhook-id") }).count == 1)
        #expect(hooks.map { $0.header("webhook-timestamp") } == ["1769860800", "1769860802"])
        let secret = try WebhookSecret(Secret(Self.secret))
        for hook in hooks {
            let id = try #require(hook.header("webhook-id"))
            let seconds = try #require(hook.header("webhook-timestamp").flatMap { Int64($0) })
            let signature = secret.signature(id: id, seconds: seconds, body: Array(hook.body.utf8))
            #expect(hook.header("webhook-signature") == signature)
            #expect(hook.header("content-type") == "application/json")
            #expect(hook.header("user-agent") == "quintet/test")
        }
    }

    @Test("429 with Retry-After: not before that")
    func retryAfter() async throws {
        let server = try await HookServer.start(.status(429, headers: "Retry-After: 30\r\n"))
        let outbox = try TestOutbox()
        try outbox.put(try Told.both().firing)
        try await deliver(outbox, to: [try receiver(server)]) { clock, _ in
            try await pass(.seconds(30), clock)
            await outbox.writes(2)
        }
        await server.stop()
        #expect(server.hooks.map { $0.header("webhook-timestamp") } == ["1769860800", "1769860830"])
    }

    @Test("a connection that is reset, and an answer that never comes, are tried again")
    func transport() async throws {
        let server = try await HookServer.start(.reset, .hang)
        let outbox = try TestOutbox()
        try outbox.put(try Told.both().firing)
        try await deliver(outbox, to: [try receiver(server)]) { clock, _ in
            try await pass(.seconds(2), clock)
            await server.requests(2)
            try await pass(.seconds(12), clock)
            await outbox.writes(2)
            let lines = try outbox.lines()
            #expect(lines == ["firing oncall pending after 2: no complete answer within 10 s"])
            try await pass(.seconds(16), clock)
            await outbox.writes(3)
        }
        await server.stop()
        #expect(try outbox.lines() == ["firing oncall delivered after 2: 204"])
        #expect(Set(server.hooks.map { $0.header("webhook-id") }).count == 1)
    }

    @Test("what is refused for good is a dead letter, and what comes after it goes on")
    func dead() async throws {
        let server = try await HookServer.start(.status(400, body: "no\r\nthanks"))
        let outbox = try TestOutbox()
        let (firing, resolved) = try Told.both()
        try outbox.put(firing, resolved)
        let registry = MetricsRegistry()
        try await deliver(outbox, to: [try receiver(server)], registry: registry) { _, _ in await outbox.writes(2) }
        await server.stop()
        #expect(
            try outbox.lines() == [
                "firing oncall dead after 0: 400: no thanks", "resolved oncall delivered after 0: 204",
            ]
        )
        let lines = registry.exposition(.text004).split(separator: "\n").filter {
            $0.hasPrefix("quintet_notifications")
        }
        #expect(
            lines == [
                #"quintet_notifications_dead_total{receiver="oncall"} 1"#,
                #"quintet_notifications_failed_total{receiver="oncall"} 1"#,
                #"quintet_notifications_total{receiver="oncall"} 2"#,
            ]
        )
    }

    @Test("the end of an alert never overtakes its beginning")
    func order() async throws {
        let server = try await HookServer.start(.status(500), .status(500))
        let outbox = try TestOutbox()
        let (firing, resolved) = try Told.both()
        try outbox.put(firing)
        try await deliver(outbox, to: [try receiver(server)]) { clock, notifier in
            await outbox.writes(1)
            try outbox.put(resolved)
            notifier.wake()
            try await pass(.seconds(2), clock)
            await outbox.writes(2)
            try await pass(.seconds(6), clock)
            await outbox.writes(4)
        }
        await server.stop()
        #expect(server.hooks.map { $0.body.contains("alert.firing") } == [true, true, true, false])
    }

    @Test("a receiver that hangs holds up nobody else")
    func hanging() async throws {
        let deaf = try await HookServer.start(.hang)
        let server = try await HookServer.start()
        let outbox = try TestOutbox()
        let (firing, resolved) = try Told.both()
        var other = firing
        other.receiver = "deaf"
        try outbox.put(other, firing, resolved)
        let receivers = [try receiver(deaf, name: "deaf"), try receiver(server)]
        try await deliver(outbox, to: receivers) { _, _ in
            await deaf.requests(1)
            await outbox.writes(2)
        }
        await deaf.stop()
        await server.stop()
        #expect(
            try outbox.lines() == [
                "firing deaf pending after 0", "firing oncall delivered after 0: 204",
                "resolved oncall delivered after 0: 204",
            ]
        )
    }

    @Test("a monitor that dies between an answer and its record sends again, with the same id")
    func restart() async throws {
        let server = try await HookServer.start(.hang)
        let outbox = try TestOutbox()
        try outbox.put(try Told.both().firing)
        try await deliver(outbox, to: [try receiver(server)]) { _, _ in await server.requests(1) }
        try await deliver(outbox, to: [try receiver(server)]) { _, _ in await outbox.writes(1) }
        await server.stop()
        #expect(server.hooks.count == 2)
        #expect(Set(server.hooks.map { $0.header("webhook-id") }).count == 1)
    }

    @Test("a receiver that comes with a reload is sent what waits for it; what it answers shows no secret")
    func reload() async throws {
        let server = try await HookServer.start(.status(403, body: "bad token hunter2-hunter2"))
        let outbox = try TestOutbox()
        try outbox.put(try Told.both().firing)
        try await deliver(outbox, to: []) { _, notifier in
            var receiver = try receiver(server)
            receiver.webhook.headers = [("X-Token", Secret("hunter2-hunter2"))]
            notifier.replace(with: [receiver], links: Told.links)
            await outbox.writes(1)
        }
        await server.stop()
        #expect(server.hooks.first?.header("x-token") == "hunter2-hunter2")
        #expect(try outbox.lines() == ["firing oncall dead after 0: 403: bad token <redacted>"])
    }

    @Test("a test goes out at once, marked as one, and past the outbox")
    func sample() async throws {
        let server = try await HookServer.start(.status(200, body: "ok"))
        let outbox = try TestOutbox()
        try await deliver(outbox, to: [try receiver(server)]) { _, notifier in
            let attempt = await notifier.test("oncall")
            #expect(attempt?.status == 200)
            #expect(attempt?.answer == "200: ok")
            #expect(await notifier.test("nobody") == nil)
        }
        await server.stop()
        #expect(server.hooks.first?.body.contains("alert.test") == true)
        #expect(try outbox.lines() == [])
    }

    @Test("a row that this version cannot read keeps no other from going out")
    func unreadable() async throws {
        let server = try await HookServer.start()
        let outbox = try TestOutbox()
        let (firing, resolved) = try Told.both()
        try outbox.put(firing, resolved)
        try outbox.now { try $0.execute(sql: "UPDATE notification SET payload = '{}' WHERE seq = 1") }
        try await deliver(outbox, to: [try receiver(server)]) { _, _ in await outbox.writes(2) }
        await server.stop()
        #expect(
            try outbox.lines() == [
                "firing oncall dead after 0: this version cannot read it", "resolved oncall delivered after 0: 204",
            ]
        )
    }
}
