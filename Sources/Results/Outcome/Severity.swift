/// How much a finding weighs.
public enum Severity: String, Sendable, Codable, CaseIterable {
    /// Worth knowing; the run is `degraded` by it.
    case warn
    /// The run failed.
    case fail
}
