/// How long each phase of a run took; one that was never reached is absent.
public struct PhaseTimes: Sendable, Equatable {
    private var times: [Phase: Duration] = [:]

    /// No phase was reached yet.
    public init() {}

    /// The duration of `phase`, to the microsecond when encoded.
    public subscript(phase: Phase) -> Duration? {
        get { times[phase] }
        set { times[phase] = newValue }
    }

    /// The phases that were reached, in the order of a run.
    public var inOrder: [(phase: Phase, took: Duration)] {
        Phase.allCases.compactMap { phase in times[phase].map { (phase, $0) } }
    }
}

extension PhaseTimes: Codable {
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: NamedKey.self)
        for phase in Phase.allCases {
            times[phase] = try values.decodeIfPresent(Seconds.self, forKey: NamedKey(phase.rawValue))?.duration
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: NamedKey.self)
        for (phase, took) in inOrder { try values.encode(Seconds(took), forKey: NamedKey(phase.rawValue)) }
    }
}
