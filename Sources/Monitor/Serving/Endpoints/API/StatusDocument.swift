import Results

/// `/api/v1/status`: what the dashboard shows.
struct StatusDocument: Sendable, Equatable, Encodable {
    struct Alerts: Sendable, Equatable, Encodable {
        let firing: Int
        let pending: Int
    }

    struct Store: Sendable, Equatable, Encodable {
        let healthy: Bool
        let error: OrNull<String>
        let path: OrNull<String>
    }

    struct Configuration: Sendable, Equatable, Encodable {
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
    let alerts: Alerts
    let store: Store
    let configuration: Configuration

    private enum CodingKeys: String, CodingKey {
        case version, time, state, probes, alerts, store, configuration
        case startedAt = "started_at"
    }
}
