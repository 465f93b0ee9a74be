/// Where a fault strikes.
public enum FaultPlace: Sendable, Equatable {
    case event(EventName)
    case everyEvent
    /// A place besides the events.
    case station(FaultStation)
}

/// The places besides the events of a run.
public enum FaultStation: String, Sendable, CaseIterable {
    case login
    case tls
    case upgrade
    case welcome
    case handshake
    case run
    case frame
    case bytes
    case health
}

extension FaultPlace: CustomStringConvertible {
    /// As it is written in a rule.
    public var description: String {
        switch self {
        case .event(let name): name.rawValue
        case .everyEvent: "*"
        case .station(let station): station.rawValue
        }
    }
}
