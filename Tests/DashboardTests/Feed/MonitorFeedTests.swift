import Synchronization
import Testing
import Transport

@testable import Dashboard

@Suite struct MonitorFeedTests {
    /// The heads of the requests that a server got.
    private final class Requests: Sendable {
        private let heads = Mutex<[String]>([])

        func add(_ head: String) { heads.withLock { $0.append(head) } }

        var streams: [String] { heads.withLock { $0.filter { $0.hasPrefix("GET /api/v1/stream") } } }
    }

    private static let status =
        #"{"version":"1","time":"2026-01-31T12:00:00.000Z","probes":[{"name":"a","state":"up"}]}"#

    /// The first `count` news that are more than signs of life, of a feed that follows `monitor`.
    private func news(_ count: Int, of monitor: TestMonitor) async -> [News] {
        let client = HTTPClient(resolver: NameResolver())
        let (stream, feed) = AsyncStream.makeStream(of: News.self)
        let api = MonitorAPI(base: monitor.url, client: client)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await MonitorFeed(api: api) { feed.yield($0) }.run() }
            var news: [News] = []
            for await item in stream where item != .heard {
                news.append(item)
                if news.count == count { break }
            }
            group.cancelAll()
            return news
        }
    }

    @Test("the status comes first, then what the stream tells; a stream that breaks off is taken up where it ended")
    func reconnect() async throws {
        let requests = Requests()
        let got = try await TestMonitor.with { head in
            requests.add(head)
            guard head.hasPrefix("GET /api/v1/stream") else { return .json(Self.status) }
            let isFirst = requests.streams.count == 1
            let event =
                isFirst ? "id: s-7\nevent: probe\ndata: {\"name\":\"a\",\"state\":\"down\"}\n\n" : ": nothing\n\n"
            return .stream(event, closes: isFirst)
        } _: { monitor in
            await news(4, of: monitor)
        }
        guard case .status(let first) = got[0], case .lost(let why) = got[2], case .status = got[3] else {
            Issue.record("\(got)")
            return
        }
        #expect(first.probes == [ProbeStatus(name: "a", state: .up)])
        #expect(got[1] == .probe(ProbeStatus(name: "a", state: .down)))
        #expect(why == "the stream ended (200)")
    }

    @Test("the next stream is asked for from the last event on")
    func lastEvent() async throws {
        let requests = Requests()
        _ = try await TestMonitor.with { head in
            requests.add(head)
            guard head.hasPrefix("GET /api/v1/stream") else { return .json(Self.status) }
            return .stream("id: s-\(requests.streams.count)\nevent: reset\ndata: {}\n\n", closes: true)
        } _: { monitor in
            // status, reset's status, lost, and so on: two streams were opened by then.
            await news(6, of: monitor)
        }
        #expect(!requests.streams[0].contains("Last-Event-ID"))
        #expect(requests.streams[1].lowercased().contains("last-event-id: s-1\r\n"))
    }

    @Test("a monitor that has no stream, and an address where no monitor is, are lost with the reason")
    func lost() async throws {
        let refusing = try await TestMonitor.with { head in
            head.hasPrefix("GET /api/v1/stream") ? .json("{}", status: "404 Not Found") : .json(Self.status)
        } _: { monitor in
            await news(2, of: monitor)
        }
        guard case .lost(let why) = refusing[1] else {
            Issue.record("\(refusing)")
            return
        }
        #expect(why == "the stream ended (404)")
        let other = try await TestMonitor.with { _ in
            .json("<html>")
        } _: { monitor in
            await news(1, of: monitor)
        }
        #expect(other == [.lost("/api/v1/status is not what a monitor answers; is it one, and of this version?")])
    }

    @Test("a refusal is told in the words of its problem document")
    func problem() async throws {
        let problem = #"{"title":"Conflict","status":409,"detail":"a runs already"}"#
        let got = try await TestMonitor.with { _ in
            .json(problem, status: "409 Conflict")
        } _: { monitor in
            await MonitorAPI(base: monitor.url + "/", client: HTTPClient(resolver: NameResolver()))
                .ask(.runNow(probe: "a"))
        }
        #expect(got == .refused("the monitor says 409: a runs already"))
    }

    @Test("the plain overview shows the probes, and knows whether one is down")
    func plain() throws {
        let healthy = PlainOverview(
            try Sample.status(isFailing: false),
            address: "http://m",
            width: 100,
            isASCII: false
        )
        let failing = PlainOverview(try Sample.status(isFailing: true), address: "http://m", width: 100, isASCII: true)
        #expect(!healthy.hasFailure)
        #expect(failing.hasFailure)
        #expect(failing.text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
        #expect(failing.text.contains("X down      golden-path"))
        #expect(healthy.text.split(separator: "\n").count == 7)
    }
}
