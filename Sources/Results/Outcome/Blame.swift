/// Who should look first.
public enum Blame: String, Sendable, Codable, CaseIterable {
    case network
    case edge
    case auth
    case server
    case agent
    case security
    case monitor
}
