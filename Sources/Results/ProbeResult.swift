/// Everything that one run of one user found out; the one value that history, metrics, alerts and people are given.
///
/// Its JSON (`quintet.result/1`) is a contract.
public struct ProbeResult: Sendable, Equatable {
    /// The name of the JSON's shape.
    public static let schema = "quintet.result/1"

    /// This result's own id.
    public var id: ULID
    /// The probe's name.
    public var probe: String
    /// The target's name.
    public var target: String
    /// The contract's name.
    public var contract: String
    /// What the probe does.
    public var kind: ProbeKind
    /// The probe user's label; nil where no user logs in.
    public var user: String?
    /// What belongs together: a scheduled run with its confirmations, and all users of one probe.
    public var cycle: ULID
    /// 1 for the scheduled run, more for its confirmations.
    public var attempt: Int
    /// When the run began.
    public var startedAt: WallTime
    /// From the start to the end of the run, without linger and close.
    public var duration: Duration
    /// The run in one word.
    public var verdict: Verdict
    /// The primary failure; nil unless the verdict is `fail`.
    public var failure: Failure?
    /// Everything that was found, in the order of its evidence.
    public var findings: [Finding]
    /// How long each phase took.
    public var phases: PhaseTimes
    /// The events of the contract, as they came.
    public var events: [EventRecord]
    /// Under which ids the run is found elsewhere.
    public var ids: RunIDs
    /// How the socket closed; nil when it never opened.
    public var close: CloseRecord?
    /// Address and port; nil when nothing was connected to.
    public var peer: String?
    /// The status of the upgrade; nil when there was no answer.
    public var httpStatus: Int?
    /// The budgets in force.
    public var sla: Budgets
    /// Nil without TLS.
    public var tls: TLSRecord?

    /// A result that found nothing yet.
    public init(
        id: ULID,
        probe: String,
        target: String,
        contract: String,
        kind: ProbeKind,
        user: String?,
        cycle: ULID,
        attempt: Int,
        startedAt: WallTime,
        sla: Budgets
    ) {
        self.id = id
        self.probe = probe
        self.target = target
        self.contract = contract
        self.kind = kind
        self.user = user
        self.cycle = cycle
        self.attempt = attempt
        self.startedAt = startedAt
        self.sla = sla
        duration = .zero
        verdict = .pass
        findings = []
        phases = PhaseTimes()
        events = []
        ids = RunIDs()
    }
}
