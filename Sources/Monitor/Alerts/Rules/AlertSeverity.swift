/// How loud an alert is. The raw values are a contract: they stand in rules, labels and bodies.
public enum AlertSeverity: String, Sendable, Codable, CaseIterable {
    /// Somebody has to act now.
    case page
    /// Somebody has to act in working hours.
    case ticket
    /// Worth knowing.
    case info
}
