import Probes
import Results
import Transport

/// A run in a test: what a server sends, when, and how it ends.
struct TestRun: Sendable {
    var contract = Contract.agentRun
    var budgets = Budgets()
    var context = TestRun.context
    var envelope: EnvelopeShape?
    var wire = Wire()
    var ending = RunEnding.complete
    /// How long after the last message it ends.
    var tail = Duration.milliseconds(250)

    /// What a run of the first probe user knows of itself.
    static let context: RunContext = {
        var context = RunContext()
        context.label = "probe-1"
        context.nonce = "nonce-abcdefgh"
        context.sentRun = "run-1"
        context.sentThread = "thread-1"
        context.users = ["user-1"]
        context.nonces = NonceIndex([("probe-1", "nonce-abcdefgh"), ("probe-2", "nonce-ijklmnop")])
        return context
    }()

    /// Any instant: only differences matter.
    static let start = Instant.now

    /// The report of a run in which these events come, one after the other.
    func report(_ emissions: [Emission]) -> RunReport {
        var at = Duration.zero
        var messages: [(WebSocketMessage, Duration)] = []
        for (number, emission) in emissions.enumerated() {
            at += emission.pause
            messages.append((wire.message(emission, number: number, at: at), at))
        }
        return report(messages: messages)
    }

    /// The report of a run in which these messages come at these times after the request.
    func report(messages: [(WebSocketMessage, Duration)]) -> RunReport {
        var verifier = SequenceVerifier(contract: contract, budgets: budgets, context: context, envelope: envelope)
        verifier.request(at: Self.start)
        for (number, (message, at)) in messages.enumerated() {
            _ = verifier.take(message, frame: number, at: Self.start.advanced(by: at))
        }
        return verifier.finish(ending, at: Self.start.advanced(by: (messages.last?.1 ?? .zero) + tail))
    }

    /// The findings of a run, short.
    func findings(_ emissions: [Emission]) -> [Found] { report(emissions).findings.map(Found.init) }
}

/// A finding without its words: what a table of tests expects.
struct Found: Sendable, Equatable, CustomStringConvertible {
    var failureClass: FailureClass
    var severity: Severity?
    var event: String?
    var detail: String?

    init(_ failureClass: FailureClass, _ event: String? = nil, _ detail: String? = nil, severity: Severity? = nil) {
        self.failureClass = failureClass
        self.severity = severity ?? failureClass.defaultSeverity
        self.event = event
        self.detail = detail
    }

    /// The detail is the one fact besides the event that tells findings of a class apart.
    init(_ finding: Finding) {
        let detail =
            finding.after ?? finding.tool ?? finding.field ?? finding.leak?.field ?? finding.code.map(String.init)
        self.init(finding.failureClass, finding.event, detail, severity: finding.severity)
    }

    var description: String {
        [failureClass.rawValue, severity?.rawValue, event, detail].compactMap(\.self).joined(separator: " ")
    }
}
