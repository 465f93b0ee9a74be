import HTTPTypes

/// `GET /api/v1/stream`: what happens, as it happens, as server-sent events (WHATWG HTML §9.2).
struct StreamEndpoint: Sendable {
    let hub: StreamHub

    func add(to routes: inout Routes) {
        routes.on(.get, "/api/v1/stream") { request in
            do {
                let query = try Query(request.query, knowing: "last_event_id")
                return answer(request, last: request.headers[.lastEventID] ?? query["last_event_id"])
            } catch {
                return .problem(.badRequest, "\(error)")
            }
        }
    }

    private func answer(_ request: WebRequest, last: String?) -> WebAnswer {
        var answer = WebAnswer(
            type: "text/event-stream",
            // After an end the next try comes soon: a monitor is restarted in seconds.
            body: Array("retry: 2000\n\n".utf8)
        )
        guard request.method != .head else { return answer }
        let known = last.map { text in Int64(text).map(StreamHub.Last.event) ?? .unreadable } ?? .nothing
        guard let client = hub.enter(after: known) else {
            return .problem(
                .serviceUnavailable,
                "as many clients read the stream as may; end one, or try again",
                headers: [.retryAfter: "5"]
            )
        }
        answer.stream = client
        return answer
    }
}

extension StreamClient: WebStream {}
