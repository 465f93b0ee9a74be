/// What a contract says of one event.
public struct EventRule: Sendable, Equatable {
    /// The event's name on the wire.
    public let name: String
    /// The events whose first occurrence has to come before that of this one.
    public var after: [String] = []
    /// Whether a run may do without it.
    public var isOptional = false
    /// Whether the same agent may send it more than once.
    public var repeats = false
    /// The event that this one completes.
    public var pairing: Pairing?
    /// Whether it ends the run.
    public var isTerminal = false
    /// How long after the request it may first come, where the probe says nothing else.
    public var within: Duration?
    /// The fields that must be there and not be empty.
    public var requires: [String] = []
    /// The field that holds what the user asked for; nil where the event carries no answer.
    public var answer: String?
    /// Whether the answer has to contain the nonce of the question.
    public var answerEchoesNonce = false

    /// A rule that asks for nothing but the event itself.
    public init(_ name: String) { self.name = name }

    /// Whether it may come more than once from the same agent: what belongs to a pair comes as often as the other half.
    var mayRepeat: Bool { repeats || pairing != nil }
}
