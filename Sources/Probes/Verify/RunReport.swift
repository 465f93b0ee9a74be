public import Results

/// Everything that the frames of a run say.
public struct RunReport: Sendable, Equatable {
    /// In the order of their evidence; at the same instant in that of the classes.
    public var findings: [Finding]
    /// How many more there were; each class keeps its first 50.
    public var omittedFindings: Int
    /// The first 1,000 events, and the terminal one.
    public var events: [EventRecord]
    /// How many more there were.
    public var omittedEvents: Int
    /// Those that the server used, otherwise those that we sent.
    public var ids: RunIDs
    /// The shape of the envelope, to be expected of the next run; nil without an event.
    public var envelope: EnvelopeShape?
    /// What the run ended with; nil where it did not end by itself.
    public var end: RunEnd?
    /// Which class ended the run, where it did not reach its terminal event.
    public var endedBy: FailureClass?
    /// From the request to the first event.
    public var firstEvent: Duration?
    /// From the request to the end of the run; nil where it did not end by itself.
    public var took: Duration?

    /// A report of these facts.
    public init(
        findings: [Finding],
        omittedFindings: Int,
        events: [EventRecord],
        omittedEvents: Int,
        ids: RunIDs,
        envelope: EnvelopeShape?,
        end: RunEnd?,
        endedBy: FailureClass?,
        firstEvent: Duration?,
        took: Duration?
    ) {
        self.findings = findings
        self.omittedFindings = omittedFindings
        self.events = events
        self.omittedEvents = omittedEvents
        self.ids = ids
        self.envelope = envelope
        self.end = end
        self.endedBy = endedBy
        self.firstEvent = firstEvent
        self.took = took
    }

    /// Whether the outermost agent's terminal event came.
    public var reachedTerminal: Bool {
        if case .terminal = end { true } else { false }
    }
}
