import Results

/// `/api/v1/status`: what the dashboard shows.
struct StatusDocument: Sendable, Equatable, Encodable {
    struct AlertCounts: Sendable, Equatable, Encodable {
        let firing: Int
        let pending: Int
    }

    struct StoreState: Sendable, Equatable, Encodable {
        let healthy: Bool
        let error: OrNull<String>
        let path: OrNull<String>
    }

    struct ConfigurationState: Sendable, Equatable, Encodable {
        /// Why the file is refused; the one before stays in force.
        let error: OrNull<String>
        let notes: [String]
    }

    let version: String
    let startedAt: WallTime
    let time: WallTime
    /// The worst of the probes.
    let state: String
    let probes: [ProbeDocument]
    let alerts: AlertCounts
    let store: StoreState
    let configuration: ConfigurationState

    private enum CodingKeys: String, CodingKey {
        case version, time, state, probes, alerts, store, configuration
        case startedAt = "started_at"
    }
}
