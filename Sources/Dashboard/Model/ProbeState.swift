/// How a probe stands, as the monitor says it; the worst first.
enum ProbeState: String, Sendable, CaseIterable {
    case down, degraded, unknown, paused, up
}

extension ProbeState: Decodable {
    /// What a newer monitor says and this program does not know is `unknown`.
    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        self = ProbeState(rawValue: text) ?? .unknown
    }
}
