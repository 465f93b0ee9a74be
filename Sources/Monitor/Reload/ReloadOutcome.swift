public import Configuration

/// What became of an attempt to load the configuration anew.
public enum ReloadOutcome: Sendable, Equatable {
    /// It is in force.
    case loaded
    /// It is wrong; the one before stays in force.
    case refused(ConfigurationError)
    /// There is no file to load.
    case noFile
}
