/// The shapes in which events come.
public enum EnvelopeShape: String, Sendable, Codable, CaseIterable {
    case flat
    case payload
    case data
    case hybrid
    case system
    case nested
    case batch
}
