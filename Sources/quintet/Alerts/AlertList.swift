import Probes
import Results

/// What `/api/v1/alerts` says, as far as the list shows it.
struct AlertList: Decodable {
    private struct Labels: Decodable {
        let probe: String
        let target: String
    }

    private struct Entry: Decodable {
        let name: String
        let state: String
        let severity: String
        let labels: Labels
        let since: String
        let reason: String
    }

    private struct Letter: Decodable {
        let id: String
        let receiver: String
        let group: String
        let kind: String
        let attempts: Int
        let answer: String?
    }

    private let alerts: [Entry]
    private let outbox: [Letter]?
    private let dead: [Letter]?

    /// A line each, and a line where there is nothing.
    var text: String {
        var lines = alerts.map {
            "\($0.state) \($0.severity) \($0.name): \($0.labels.probe) on \($0.labels.target), since \($0.since): \($0.reason)"
        }
        if lines.isEmpty { lines = ["no alert is pending or fires"] }
        lines += (outbox ?? []).map { "waits: " + Self.words($0) }
        lines += (dead ?? []).map { "dead letter: " + Self.words($0) }
        // What a receiver answered may have anything in it.
        return lines.map { PlainText.of($0) + "\n" }.joined()
    }

    private static func words(_ letter: Letter) -> String {
        let answer = letter.answer.map { ", the last answer: \($0)" } ?? ""
        return "\(letter.kind) of \(letter.group) to \(letter.receiver) (\(letter.id)), failed attempts: "
            + "\(letter.attempts)\(answer)"
    }
}

/// What came of a sample that was sent to a receiver.
struct SampleAnswer: Decodable {
    private let status: Int?
    private let answer: String
    private let took: Double

    /// Whether the receiver took it.
    var isTaken: Bool { (200...299).contains(status ?? 0) }

    /// `oncall answered 204 within 12 ms`
    func text(_ receiver: String) -> String {
        let time = Duration.milliseconds(Int64((took * 1_000).rounded())).words
        let words = status == nil ? "gave no answer: \(answer)" : "answered \(answer)"
        return PlainText.of("\(receiver) \(words), after \(time)")
    }
}

/// How many rows a replay put back into the queue.
struct ReplayAnswer: Decodable {
    let replayed: Int
}
