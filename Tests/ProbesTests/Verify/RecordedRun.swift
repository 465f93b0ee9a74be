import FoundationEssentials
import NIOCore
import Probes
import TestSupport
import Testing
import Transport

/// A run as a connection recorded it: `Tests/Fixtures/runs/NAME.jsonl`, a message a line.
struct RecordedRun {
    let messages: [(WebSocketMessage, Duration)]

    init(_ name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/runs/\(name).jsonl")
        let text = try String(contentsOf: file, encoding: .utf8)
        messages = try text.split(separator: "\n").map { line in
            let value = try JSONValue(parsing: String(line))
            guard case .number(let at) = try #require(value["at"]) else { throw JSONError(.number, at: 0) }
            let message = try #require(value["message"])
            return (.text(message.text()), .microseconds(Int((at.double * 1e6).rounded())))
        }
    }

    /// What the runs were asked with.
    static let context: RunContext = {
        var context = RunContext()
        context.label = "probe-1"
        context.nonce = "q7x2m9k4c1"
        context.sentRun = "cli_20260131_120000_4711"
        context.sentThread = "thread_7f3a"
        context.users = ["e2e-test-user"]
        context.nonces = NonceIndex([("probe-1", "q7x2m9k4c1"), ("probe-2", "h3w8v5b2n6")])
        return context
    }()

    /// The findings of the run, after `change` to its messages.
    func report(
        _ contract: Contract,
        ending: RunEnding = .complete,
        change: (inout [(WebSocketMessage, Duration)]) -> Void = { _ in }
    ) -> RunReport {
        var messages = messages
        change(&messages)
        return TestRun(contract: contract, context: Self.context, ending: ending).report(messages: messages)
    }

    /// Where the first message stands that contains `text`.
    func index(of text: String) throws -> Int {
        try #require(messages.firstIndex { String(buffer: $0.0.payload).contains(text) })
    }
}
