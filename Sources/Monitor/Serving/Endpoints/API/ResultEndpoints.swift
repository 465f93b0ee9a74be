import HTTPTypes
import Configuration
import Results

/// `/api/v1/results`, one of them, and its transcript: as they are kept, without being read.
struct ResultEndpoints: Sendable {
    let history: HistoryStore

    func add(to routes: inout Routes) {
        routes.on(.get, "/api/v1/results") { request in
            await .answering(request) { Self.list(try await history.page(try Self.query(request.query, at: .now))) }
        }
        routes.on(.get, "/api/v1/results/{id}") { request in
            await .answering(request) {
                _ = try Query(request.query)
                guard let id = Self.id(request) else { return Self.noID }
                guard let result = try await history.result(id) else { return Self.missing("result", id) }
                return .json(text: Array(result.json.utf8))
            }
        }
        routes.on(.get, "/api/v1/results/{id}/transcript") { request in
            await .answering(request) {
                _ = try Query(request.query)
                guard let id = Self.id(request) else { return Self.noID }
                guard let text = try await history.transcript(of: id) else { return Self.missing("transcript", id) }
                // A head and a line a frame, each of them JSON.
                return WebAnswer(type: "application/x-ndjson", body: Array(text.utf8))
            }
        }
    }

    /// What `text` asks for; `since` may be a time or how long ago, which is why it takes the time `now`.
    static func query(_ text: String?, at now: WallTime) throws(QueryError) -> HistoryQuery {
        let query = try Query(text, knowing: "probe", "verdict", "since", "limit", "cursor")
        let verdicts = Verdict.allCases.map(\.rawValue).joined(separator: ", ")
        return HistoryQuery(
            probe: query["probe"],
            verdict: try query.value("verdict", want: "one of \(verdicts)", Verdict.init(rawValue:)),
            since: try query.value("since", want: "a time like 2026-01-31T12:00:00Z or how long ago, like 24h") {
                time($0, before: now)
            },
            limit: try query.number("limit", in: 1...HistoryQuery.mostResults) ?? 50,
            cursor: try query.value("cursor", want: "the next of the page before", HistoryCursor.init)
        )
    }

    private static func time(_ text: String, before now: WallTime) -> WallTime? {
        // Whichever of both it is not is no error: it may be the other.
        if let ago = try? DurationText.parse(text) { return now.advanced(by: .zero - ago) }
        return CalendarText.microseconds(of: text).map { WallTime(milliseconds: $0 / 1_000) }
    }

    private static func list(_ page: HistoryPage) -> WebAnswer {
        let next = page.next.map { "\"\($0)\"" } ?? "null"
        var text = Array("{\"next\":\(next),\"results\":[".utf8)
        text.reserveCapacity(page.results.reduce(text.count + 2) { $0 + $1.json.utf8.count + 1 })
        for (position, result) in page.results.enumerated() {
            if position > 0 { text.append(UInt8(ascii: ",")) }
            text += result.json.utf8
        }
        return .json(text: text + Array("]}".utf8))
    }

    private static func id(_ request: WebRequest) -> ULID? {
        request.parameters["id"].flatMap(ULID.init)
    }

    private static var noID: WebAnswer {
        .problem(.notFound, "that is no id of a result; one has 26 digits and upper-case letters")
    }

    private static func missing(_ what: String, _ id: ULID) -> WebAnswer {
        .problem(.notFound, "no \(what) of \(id) is kept; it may be older than what store.retain keeps")
    }
}
