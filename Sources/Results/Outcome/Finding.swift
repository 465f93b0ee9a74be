/// One thing that a run found, with the facts that prove it.
///
/// Which of the optional facts are there depends on the class; `detail` says them all in one sentence.
public struct Finding: Sendable, Equatable {
    /// What was found.
    public var failureClass: FailureClass
    /// Nil for the monitor's own troubles only.
    public var severity: Severity?
    /// The event it is about.
    public var event: String?
    /// The event before it: the last one seen, or the one it should have come after.
    public var after: String?
    /// The tool it is about.
    public var tool: String?
    /// The field of the event it is about.
    public var field: String?
    /// The WebSocket close code.
    public var code: Int?
    /// The HTTP status.
    public var status: Int?
    /// How long a step took.
    public var took: Duration?
    /// How long it may take.
    public var budget: Duration?
    /// When its evidence came, counted from the request; before the request, from the start of the run.
    public var at: Duration?
    /// What a leak consists of.
    public var leak: LeakEvidence?
    /// One sentence for the person who has to act; no secret.
    public var detail: String

    /// A finding with the severity of its class; facts are added where they are known.
    public init(_ failureClass: FailureClass, at: Duration? = nil, detail: String) {
        self.failureClass = failureClass
        self.severity = failureClass.defaultSeverity
        self.at = at
        self.detail = detail
    }

    /// Who should look first: that of the class, unless the HTTP status points elsewhere.
    public var blame: Blame {
        guard failureClass == .upgradeRejected, let status else { return failureClass.blame }
        switch status {
        case 401, 403: return .auth
        case 502, 503, 504: return .edge
        default: return failureClass.blame
        }
    }
}

extension Finding {
    /// Classes that have several symptoms, one of which is a time-out: a finding of it carries the budget.
    private static let withTimeOuts: Set<FailureClass> = [
        .dns, .tls, .loginError, .noEvents, .closeInvalid, .healthFailed,
    ]

    /// Whether it is made of time alone, so that a monitor that was itself late proves nothing by it.
    public var isMadeOfTime: Bool {
        failureClass.isMadeOfTime || (budget != nil && Self.withTimeOuts.contains(failureClass))
    }
}

extension Finding: Codable {
    private enum Key: String, CodingKey {
        case failureClass = "class"
        case severity, event, after, tool, field, code, status, took, budget, at, leak, detail
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        failureClass = try values.decode(FailureClass.self, forKey: .failureClass)
        severity = try values.decodeIfPresent(Severity.self, forKey: .severity)
        event = try values.decodeIfPresent(String.self, forKey: .event)
        after = try values.decodeIfPresent(String.self, forKey: .after)
        tool = try values.decodeIfPresent(String.self, forKey: .tool)
        field = try values.decodeIfPresent(String.self, forKey: .field)
        code = try values.decodeIfPresent(Int.self, forKey: .code)
        status = try values.decodeIfPresent(Int.self, forKey: .status)
        took = try values.decodeIfPresent(Seconds.self, forKey: .took)?.duration
        budget = try values.decodeIfPresent(Seconds.self, forKey: .budget)?.duration
        at = try values.decodeIfPresent(Seconds.self, forKey: .at)?.duration
        leak = try values.decodeIfPresent(LeakEvidence.self, forKey: .leak)
        detail = try values.decode(String.self, forKey: .detail)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(failureClass, forKey: .failureClass)
        try values.encodeIfPresent(severity, forKey: .severity)
        try values.encodeIfPresent(event, forKey: .event)
        try values.encodeIfPresent(after, forKey: .after)
        try values.encodeIfPresent(tool, forKey: .tool)
        try values.encodeIfPresent(field, forKey: .field)
        try values.encodeIfPresent(code, forKey: .code)
        try values.encodeIfPresent(status, forKey: .status)
        try values.encodeIfPresent(took.map(Seconds.init), forKey: .took)
        try values.encodeIfPresent(budget.map(Seconds.init), forKey: .budget)
        try values.encodeIfPresent(at.map(Seconds.init), forKey: .at)
        try values.encodeIfPresent(leak, forKey: .leak)
        try values.encode(detail, forKey: .detail)
    }
}
