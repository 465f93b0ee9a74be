public import Results

/// An alert as it is shown and told.
public struct Alert: Sendable, Equatable {
    /// Where it stands. The raw values are those of the API and of bodies.
    public enum State: String, Sendable, Codable, CaseIterable {
        case pending
        case firing
        /// Over; only in notifications.
        case resolved
    }

    /// The rule's name.
    public var name: String
    /// Where it stands.
    public var state: State
    /// How loud it is.
    public var severity: AlertSeverity
    /// The probe's name.
    public var probe: String
    /// The target's name.
    public var target: String
    /// Since when it is pending or fires; where it is resolved, since when it had fired.
    public var since: WallTime
    /// When it was resolved; nil before.
    public var until: WallTime?
    /// Why it stands where it stands.
    public var reason: String
    /// Texts for people.
    public var annotations: [String: String]
    /// What had failed when it fired.
    public var failure: Failure?
    /// The result that shows it.
    public var result: ULID?
}

extension Alert: Codable {
    private enum Key: String, CodingKey {
        case name, state, severity, labels, since, reason, annotations, failure, result
        case until = "resolved_at"
    }

    private struct Labels: Codable {
        let probe: String
        let target: String
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let labels = try values.decode(Labels.self, forKey: .labels)
        name = try values.decode(String.self, forKey: .name)
        state = try values.decode(State.self, forKey: .state)
        severity = try values.decode(AlertSeverity.self, forKey: .severity)
        probe = labels.probe
        target = labels.target
        since = try values.decode(WallTime.self, forKey: .since)
        until = try values.decodeIfPresent(WallTime.self, forKey: .until)
        reason = try values.decode(String.self, forKey: .reason)
        annotations = try values.decode([String: String].self, forKey: .annotations)
        failure = try values.decodeIfPresent(Failure.self, forKey: .failure)
        result = try values.decodeIfPresent(ULID.self, forKey: .result)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        try values.encode(state, forKey: .state)
        try values.encode(severity, forKey: .severity)
        try values.encode(Labels(probe: probe, target: target), forKey: .labels)
        try values.encode(since, forKey: .since)
        try values.encodeIfPresent(until, forKey: .until)
        try values.encode(reason, forKey: .reason)
        try values.encode(annotations, forKey: .annotations)
        try values.encode(failure, forKey: .failure)
        try values.encode(result, forKey: .result)
    }
}
