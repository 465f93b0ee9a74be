public import Results

/// Everything that one run of a probe needs to know.
public struct ProbePlan: Sendable {
    public var name: String
    public var kind: ProbeKind
    public var target: Target
    public var contract: Contract
    /// What is asked; `${nonce}` is replaced by a word that no other run uses.
    public var message = "probe ${nonce}"
    /// A run ends by then, whatever the server does.
    public var timeout = Duration.seconds(10)
    public var sla = Budgets()
    /// How long a run listens after its terminal event.
    public var linger = Duration.milliseconds(250)
    /// Requests one after the other on the same connection.
    public var messages = 1
    /// Connections of the same user; the request goes over the oldest.
    public var connections = 1

    /// A plan with everything else at its default.
    public init(name: String, kind: ProbeKind = .journey, target: Target, contract: Contract) {
        self.name = name
        self.kind = kind
        self.target = target
        self.contract = contract
    }
}
