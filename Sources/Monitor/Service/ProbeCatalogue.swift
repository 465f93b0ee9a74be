import Synchronization

/// The probes that are scheduled, as the configuration in force has them.
final class ProbeCatalogue: Sendable {
    private let state = Mutex<[ConfiguredProbe]>([])

    /// In the order of the configuration.
    var probes: [ConfiguredProbe] { state.withLock { $0 } }

    /// These are scheduled instead of those before.
    func replace(with probes: [ConfiguredProbe]) { state.withLock { $0 = probes } }
}
