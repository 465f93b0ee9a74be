import HTTPTypes
import Transport

/// Follows a monitor: its status first, then its stream; when it breaks off, again, for ever.
struct MonitorFeed: Sendable {
    /// A stream is silent for 15 s at most; after three times that nobody is at its other end.
    private static let silence = Duration.seconds(45)
    /// The client wants a deadline; after a day the stream is opened anew.
    private static let life = Duration.seconds(86_400)
    /// Pieces that wait to be read; a dashboard that is so late begins anew.
    private static let backlog = 4_096

    let api: MonitorAPI
    let deliver: @Sendable (News) -> Void

    /// Runs until its task is cancelled.
    func run() async {
        var delay = ReconnectDelay()
        var last: String?
        while !Task.isCancelled {
            do throws(APIFailure) {
                deliver(.status(try await api.status()))
                delay.succeeded()
                deliver(.lost(await follow(from: &last)))
            } catch {
                deliver(.lost(error.description))
            }
            let wait = delay.failed(chance: Double.random(in: 0...1))
            // The back-off, which ReconnectDelay decides. A cancelled sleep says that it is over.
            try? await Task.sleep(for: wait)
        }
    }

    /// Reads the stream to its end; why it ended.
    private func follow(from last: inout String?) async -> String {
        let (pieces, feed) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingOldest(Self.backlog))
        let heard = LastHeard()
        var headers: HTTPFields = [.accept: "text/event-stream"]
        if let last, let name = HTTPField.Name("Last-Event-ID") { headers[name] = last }
        let call = HTTPCall(url: api.base + "/api/v1/stream", headers: headers) { status, piece in
            // The body of a refusal is passed over; its status is told at its end.
            guard status == 200 else { return true }
            heard.mark()
            if case .dropped = feed.yield(piece) { return false }
            return true
        }
        let ending = await withTaskGroup(of: Ending.self) { group -> (why: String, last: String?) in
            group.addTask { [api] in
                defer { feed.finish() }
                do throws(HTTPFailure) {
                    let answer = try await api.client.send(call, before: .now.advanced(by: Self.life))
                    return .ended("the stream ended (\(answer.status))")
                } catch {
                    return .ended("the stream ended: \(error)")
                }
            }
            group.addTask { await watch(heard) }
            group.addTask { .read(to: await read(pieces)) }
            var why: String?
            var id: String?
            var isRead = false
            while let ending = await group.next() {
                switch ending {
                // What came before the end is read to its end first.
                case .ended(let words): why = why ?? words
                case .read(let last):
                    id = last
                    isRead = true
                    group.cancelAll()
                case .silent:
                    // Or it was told to end, as here.
                    if !isRead { why = why ?? "the stream fell silent" }
                    group.cancelAll()
                }
            }
            return (why ?? "the stream ended", id)
        }
        last = ending.last ?? last
        return ending.why
    }

    private enum Ending: Sendable {
        case ended(String)
        case silent
        case read(to: String?)
    }

    /// Returns when nothing was heard for too long.
    private func watch(_ heard: LastHeard) async -> Ending {
        while !Task.isCancelled {
            let rest = Instant.now.duration(to: heard.instant.advanced(by: Self.silence))
            if rest <= .zero { break }
            // Until the silence would be too long; a cancelled sleep says that it is over.
            try? await Task.sleep(for: rest)
        }
        return .silent
    }

    /// Reads until the pieces end; the id of the last event.
    private func read(_ pieces: AsyncStream<[UInt8]>) async -> String? {
        var parser = EventStreamParser()
        var last: String?
        for await piece in pieces {
            for event in parser.feed(piece) {
                if case .message(let id?, _, _) = event { last = id }
                switch StreamNews.of(event) {
                case .news(let news): deliver(news)
                case .reset: deliver(await api.ask(.status))
                }
            }
        }
        return last
    }
}
