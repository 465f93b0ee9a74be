public import Results

/// What a correct run looks like: which events come, in which order, with which fields, and what means trouble.
///
/// A contract cannot be invalid: it is made by its reader from a file, which tells everything that is wrong in it.
///
/// ```swift
/// let contract = try Contract.load(path: "contracts/agent-run.yaml")
/// ```
public struct Contract: Sendable, Equatable {
    /// What results call it.
    public let name: String
    /// The events, in the order of the file; exactly one is terminal.
    public let events: [EventRule]
    /// Frames by which the server says that the run failed.
    public let failures: [String]
    /// Those of the failures that do not end the run.
    public let survivable: [String]
    /// Frames by which the server says that it answered with less than the real thing.
    public let fallbacks: [String]
    /// Frames besides the terminal event that end a run.
    public let ends: [String]
    /// Answers that are none.
    public let placeholders: [String]
    /// Answers that are canned.
    public let fallbackAnswers: [String]
    /// Values that events must have.
    public let asserts: [Assertion]
    /// Other names of events on the wire → their names here.
    public let aliases: [String: String]
    /// Severities that differ from those of the class.
    public let severities: [FailureClass: Severity]
    let vocabulary: Vocabulary
    /// In the order of `events`.
    let plans: [EventPlan]
    let answers: AnswerJudge

    init(
        name: String,
        events: [EventRule],
        failures: [String] = [],
        survivable: [String] = [],
        fallbacks: [String] = [],
        ends: [String] = [],
        placeholders: [String] = [],
        fallbackAnswers: [String] = [],
        asserts: [Assertion] = [],
        aliases: [String: String] = [:],
        severities: [FailureClass: Severity] = [:]
    ) {
        self.name = name
        self.events = events
        self.failures = failures
        self.survivable = survivable
        self.fallbacks = fallbacks
        self.ends = ends
        self.placeholders = placeholders
        self.fallbackAnswers = fallbackAnswers
        self.asserts = asserts
        self.aliases = aliases
        self.severities = severities
        answers = AnswerJudge(
            placeholders: placeholders,
            canned: fallbackAnswers,
            wantsNonce: events.contains(where: \.answerEchoesNonce)
        )
        var book = FieldBook()
        plans = EventPlan.plans(events, asserts, &book)
        var words = events.enumerated().map { Vocabulary.Word(name: $1.name, role: .event($0)) }
        words += failures.map { Vocabulary.Word(name: $0, role: .failure) }
        words += fallbacks.map { Vocabulary.Word(name: $0, role: .fallback) }
        words += ends.map { Vocabulary.Word(name: $0, role: .end) }
        vocabulary = Vocabulary(words: words, aliases: aliases, fields: book)
    }

    /// The names of the events, in the order of the file.
    public var eventNames: [String] { events.map(\.name) }
}
