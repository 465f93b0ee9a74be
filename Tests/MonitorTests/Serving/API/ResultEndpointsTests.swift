import FoundationEssentials
import HTTPTypes
import Logging
import Metrics
import Results
import Testing

@testable import Monitor

@Suite("Results, as they are kept")
struct ResultEndpointsTests {
    private struct List: Decodable {
        let results: [ProbeResult]
        let next: String?
    }

    private let routes: Routes
    private let history: HistoryStore
    private let kept: [ProbeResult]

    /// Four results a minute apart; the third one failed, and its transcript is kept.
    init() async throws {
        history = HistoryStore(
            path: nil,
            meter: StoreMeter(MetricsRegistry()),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        kept = (0..<4).map { number in
            var result =
                number == 2
                ? Sample.failed(Finding(.connectionLost, detail: "closed with 1011"))
                : Sample.result(number == 3 ? "other" : "golden-path")
            result.startedAt = Sample.noon.advanced(by: .seconds(60 * number))
            result.id = ULID(at: result.startedAt)
            return result
        }
        var batch = HistoryBatch()
        batch.runs = kept.map { HistoryBatch.Run($0, transcript: $0.verdict == .fail ? "{}\n{}\n" : nil) }
        try await history.commit(batch)
        var routes = Routes()
        ResultEndpoints(history: history).add(to: &routes)
        self.routes = routes
    }

    private func list(_ query: String?) async throws -> List {
        let answer = await routes.answer(WebRequest(path: "/api/v1/results", query: query))
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "application/json")
        return try JSONDecoder().decode(List.self, from: Data(answer.body))
    }

    @Test("they come newest first, in pages that go on where the one before ended")
    func pages() async throws {
        #expect(try await list(nil).results == kept.reversed())
        let first = try await list("limit=3")
        #expect(first.results == [kept[3], kept[2], kept[1]])
        let second = try await list("limit=3&cursor=\(try #require(first.next))")
        #expect(second.results == [kept[0]])
        #expect(second.next == nil)
    }

    @Test(
        "filters leave out what does not fit",
        arguments: [
            ("probe=other", [3]), ("verdict=fail", [2]), ("verdict=pass&probe=golden-path", [1, 0]), ("probe=none", []),
            ("since=2026-01-31T12:02:00Z", [3, 2]), ("since=1ms", []), ("limit=1", [3]), ("probe=", [3, 2, 1, 0]),
        ]
    )
    func filters(query: String, numbers: [Int]) async throws {
        #expect(try await list(query).results == numbers.map { kept[$0] })
    }

    @Test("one result is its JSON, and a transcript is text of a line each")
    func one() async throws {
        let failed = kept[2]
        let result = await routes.answer(WebRequest(path: "/api/v1/results/\(failed.id)"))
        #expect(String(decoding: result.body, as: UTF8.self) == (try failed.json()) + "\n")
        let transcript = await routes.answer(WebRequest(path: "/api/v1/results/\(failed.id)/transcript"))
        #expect(transcript.headers[.contentType] == "application/x-ndjson")
        #expect(String(decoding: transcript.body, as: UTF8.self) == "{}\n{}\n")
        let none = await routes.answer(WebRequest(path: "/api/v1/results/\(kept[0].id)/transcript"))
        #expect(none.status == .notFound)
    }

    @Test("figures are worked out anew when there is a newer result, and count the failures")
    func figures() async throws {
        let history = history
        let desk = FigureDesk { try await history.page($0) }
        #expect(try await desk.figures(of: "golden-path").failures == ["connection_lost": 1])
        var next = kept[2]
        next.startedAt = Sample.noon.advanced(by: .seconds(600))
        next.id = ULID(at: next.startedAt)
        var batch = HistoryBatch()
        batch.runs = [HistoryBatch.Run(next)]
        try await history.commit(batch)
        #expect(try await desk.figures(of: "golden-path").failures == ["connection_lost": 2])
        #expect(try await desk.figures(of: "nobody") == ProbeFigures([]))
    }
}
