import Metrics
import Results
import Synchronization
import Testing

@testable import Monitor

@Suite("The stream", .timeLimit(.minutes(2)))
struct StreamHubTests {
    private let registry = MetricsRegistry()
    private let hub: StreamHub

    init() {
        hub = StreamHub(
            registry,
            start: WallTime(milliseconds: 1),
            limits: StreamLimits(clients: 3, events: 4, bytes: 1_000)
        )
    }

    private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    private var cuts: String? {
        registry.exposition(.text004).split(separator: "\n").first { $0.hasPrefix("quintet_stream_clients_cut_total ") }
            .map(String.init)
    }

    @Test("all clients are told the same, in order, whether they wait or come later")
    func order() async throws {
        let clients = [try #require(hub.enter()), try #require(hub.enter())]
        async let first = clients[0].next()
        hub.publish(.result, Array("1".utf8))
        hub.beat()
        hub.publish(.alert, Array("2".utf8))
        var read = text(await first) ?? ""
        while !read.hasSuffix("data: 2\n\n") { read += text(await clients[0].next()) ?? "" }
        let whole = "id: 1025\nevent: result\ndata: 1\n\n:\n\nid: 1026\nevent: alert\ndata: 2\n\n"
        #expect(read == whole)
        #expect(text(await clients[1].next()) == whole)
    }

    @Test("who comes back is told what it missed; where nobody knows that, a reset comes first")
    func resume() async throws {
        for number in 1...3 { hub.publish(.result, Array("\(number)".utf8)) }
        let back = try #require(hub.enter(after: .event(1_026)))
        #expect(text(await back.next()) == "id: 1027\nevent: result\ndata: 3\n\n")
        let stranger = try #require(hub.enter(after: .event(5)))
        hub.publish(.probe, Array("4".utf8))
        #expect(text(await stranger.next()) == "id: 1027\nevent: reset\ndata: {}\n\n")
        #expect(text(await stranger.next()) == "id: 1028\nevent: probe\ndata: 4\n\n")
        let confused = try #require(hub.enter(after: .unreadable))
        #expect(text(await confused.next()) == "id: 1028\nevent: reset\ndata: {}\n\n")
    }

    @Test("who reads nothing is cut off and counted, and the others go on")
    func slow() async throws {
        let (slow, quick) = (try #require(hub.enter()), try #require(hub.enter()))
        let cut = Mutex(0)
        slow.onCut { cut.withLock { $0 += 1 } }
        #expect(cuts == "quintet_stream_clients_cut_total 0")
        for number in 1...5 {
            hub.publish(.result, Array("\(number)".utf8))
            #expect(text(await quick.next()) == "id: \(1_024 + number)\nevent: result\ndata: \(number)\n\n")
        }
        #expect(cut.withLock { $0 } == 1)
        #expect(cuts == "quintet_stream_clients_cut_total 1")
        #expect(await slow.next() == nil)
        #expect(hub.clients == 1)
        // Who asks too late to be told of it is told at once.
        slow.onCut { cut.withLock { $0 += 1 } }
        #expect(cut.withLock { $0 } == 2)
    }

    @Test("data that is too large for anybody is told as a reset")
    func large() async throws {
        let client = try #require(hub.enter())
        hub.publish(.result, [UInt8](repeating: 0x20, count: 501))
        #expect(text(await client.next()) == "id: 1025\nevent: reset\ndata: {}\n\n")
    }

    @Test("there is room for so many, and again when one goes")
    func room() async throws {
        let clients = try (1...3).map { _ in try #require(hub.enter()) }
        #expect(hub.enter() == nil)
        clients[0].left()
        #expect(hub.clients == 2)
        #expect(await clients[0].next() == nil)
        #expect(hub.enter() != nil)
    }

    @Test("a reader who is cancelled has gone")
    func cancelled() async throws {
        let client = try #require(hub.enter())
        await withTaskGroup { group in
            group.addTask { _ = await client.next() }
            group.cancelAll()
        }
        #expect(hub.clients == 0)
    }

    @Test("at the end clients read what is left, and nobody comes in")
    func end() async throws {
        let client = try #require(hub.enter())
        hub.publish(.result, Array("1".utf8))
        hub.close()
        #expect(text(await client.next()) == "id: 1025\nevent: result\ndata: 1\n\n")
        #expect(await client.next() == nil)
        #expect(hub.enter() == nil)
    }
}
