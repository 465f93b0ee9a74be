public import Results

/// What a correct run looks like: which events come, in which order, with which fields, and what means trouble.
///
/// A contract cannot be invalid: it is made by its reader from a file, which tells everything that is wrong in it.
///
/// ```swift
/// let contract = try Contract.load(path: "contracts/agent-run.yaml")
/// ```
public struct Contract: Sendable, Equatable {
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
    public let asserts: [Assertion]
    /// Other names of events on the wire → their names here.
    public let aliases: [String: String]
    /// Severities that differ from those of the class.
    public let severities: [FailureClass: Severity]
    let vocabulary: Vocabulary

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
        vocabulary = Vocabulary(
            events: events,
            aliases: aliases,
            failures: failures,
            fallbacks: fallbacks,
            ends: ends,
            asserts: asserts
        )
    }

    /// The names of the events, in the order of the file.
    public var eventNames: [String] { events.map(\.name) }

    /// Whether an event is about a tool: it requires the tool's name, or is found by it.
    func namesTool(_ number: Int) -> Bool {
        let rule = events[number]
        return rule.requires.contains(FieldFamily.tool.name) || rule.pairing?.key == FieldFamily.tool.name
    }
}
