/// Which alert: that of a rule about a probe. No name has a slash in it.
public struct AlertKey: Sendable, Hashable, Codable {
    /// The rule's name.
    public let rule: String
    /// The probe's name.
    public let probe: String

    /// The alert of that rule about that probe.
    public init(rule: String, probe: String) {
        self.rule = rule
        self.probe = probe
    }
}

extension AlertKey: CustomStringConvertible {
    /// `golden-path-broken/golden-path`, which is the key of its row and the name of its group.
    public var description: String { "\(rule)/\(probe)" }
}

extension AlertKey: Comparable {
    /// By rule, then by probe.
    public static func < (left: AlertKey, right: AlertKey) -> Bool {
        (left.rule, left.probe) < (right.rule, right.probe)
    }
}
