import Results

/// `/api/v1/status`.
struct MonitorStatus: Decodable, Equatable, Sendable {
    struct AlertCount: Decodable, Equatable, Sendable {
        var firing: Int?
        var pending: Int?
    }

    struct Store: Decodable, Equatable, Sendable {
        var healthy: Bool?
        var error: String?
    }

    struct Configuration: Decodable, Equatable, Sendable {
        var error: String?
    }

    var version: String?
    var startedAt: WallTime?
    /// The monitor's own clock: ages are told by it, not by the clock of the machine that shows them.
    var time: WallTime?
    var state: ProbeState?
    var probes: [ProbeStatus]
    var alerts: AlertCount?
    var store: Store?
    var configuration: Configuration?

    private enum CodingKeys: String, CodingKey {
        case version, time, state, probes, alerts, store, configuration
        case startedAt = "started_at"
    }
}
