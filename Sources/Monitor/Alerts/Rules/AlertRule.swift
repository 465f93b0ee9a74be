/// What is worth waking someone for.
public struct AlertRule: Sendable, Equatable {
    /// The alert's name.
    public var name: String
    /// The names of the probes that it is about; each has an alert of its own.
    public var probes: [String]
    /// When it fires.
    public var condition: AlertCondition
    /// How many cycles without trouble, one after the other, resolve it; 1 to ``AlertCondition/longest``.
    public var recoverPasses: Int
    /// How loud it is.
    public var severity: AlertSeverity
    /// Who is told.
    public var receivers: [String]
    /// Texts for people, filled in when it fires.
    public var annotations: [String: AnnotationTemplate]

    /// A rule that resolves with the first good cycle and tells nobody, unless more is said.
    public init(
        name: String,
        probes: [String],
        condition: AlertCondition,
        recoverPasses: Int = 1,
        severity: AlertSeverity = .page,
        receivers: [String] = [],
        annotations: [String: AnnotationTemplate] = [:]
    ) {
        self.name = name
        self.probes = probes
        self.condition = condition
        self.recoverPasses = recoverPasses
        self.severity = severity
        self.receivers = receivers
        self.annotations = annotations
    }
}
