import HTTPTypes
import Results
import Transport

/// Sends one notification to one receiver, once.
struct NotificationSender<C: Clock & Sendable>: Sendable where C.Instant == Instant {
    /// Characters of an answer that are kept.
    private static var longestAnswer: Int { 300 }
    /// When the client gives up by itself. The receiver's timeout comes long before, and by the clock of this sender.
    private static var longestCall: Duration { .seconds(3_600) }

    let client: HTTPClient
    let clock: C
    /// `quintet/1.0`, as the receiver sees it.
    let agent: String

    private enum Ending: Sendable {
        case answer(Result<HTTPAnswer, HTTPFailure>)
        case timeout
    }

    /// Sends it; nil when the task was cancelled meanwhile, so that nobody knows what came of it.
    func send(
        _ notification: AlertNotification,
        id: String,
        to receiver: AlertReceiver,
        links: NotificationLinks,
        at now: WallTime
    ) async -> Attempt? {
        let began = clock.now
        let webhook = receiver.webhook
        let call: HTTPCall
        do {
            call = try webhook.call(notification, id: id, links: links, agent: agent, at: now)
        } catch {
            return Attempt(outcome: .impossible("no body"), answer: "the body cannot be made", took: .zero)
        }
        let ending = await race(call, receiver.timeout)
        guard !Task.isCancelled else { return nil }
        let took = began.duration(to: clock.now)
        switch ending {
        case .timeout:
            let words = "no complete answer within \(receiver.timeout.brief)"
            return Attempt(outcome: .failed(words), answer: words, took: took)
        case .answer(.failure(let failure)):
            let words = webhook.redacted(failure.description)
            return Attempt(outcome: failure.outcome(words), answer: words, took: took)
        case .answer(.success(let answer)):
            let asked = answer.headers[.retryAfter].flatMap { RetryAfter($0) }
            let text = String(decoding: answer.body.prefix(4 * Self.longestAnswer), as: UTF8.self)
            let line = OneLineText.text(webhook.redacted(text), limit: Self.longestAnswer)
            return Attempt(
                outcome: .answered(status: answer.status, retryAfter: asked),
                answer: line.isEmpty ? "\(answer.status)" : "\(answer.status): \(line)",
                took: took
            )
        }
    }

    private func race(_ call: HTTPCall, _ timeout: Duration) async -> Ending {
        await withTaskGroup(of: Ending.self) { group in
            group.addTask {
                do throws(HTTPFailure) {
                    return .answer(.success(try await client.send(call, before: .now + Self.longestCall)))
                } catch {
                    return .answer(.failure(error))
                }
            }
            group.addTask {
                // Cancellation is all that a sleep can fail with, and then nobody looks at the ending.
                try? await clock.sleep(until: clock.now.advanced(by: timeout), tolerance: nil)
                return .timeout
            }
            let ending = await group.next() ?? .timeout
            group.cancelAll()
            return ending
        }
    }
}

extension HTTPFailure {
    /// A URL that cannot be called cannot be called later either; all else may pass.
    fileprivate func outcome(_ words: String) -> AttemptOutcome {
        switch self {
        case .badURL: .impossible(words)
        case .name, .refused, .connectTimedOut, .hostUnreachable, .tlsTimedOut, .timedOut, .tls, .broken, .tooLarge,
            .noDescriptors, .noRoute, .cancelled, .local:
            .failed(words)
        }
    }
}

/// What a receiver said, fit for a log line.
enum OneLineText {
    /// `text` without line breaks and controls, at most `limit` characters of it.
    static func text(_ text: String, limit: Int) -> String {
        let line = text.split { character in
            character.isWhitespace || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }.joined(separator: " ")
        return line.count > limit ? line.prefix(limit) + "…" : line
    }
}
