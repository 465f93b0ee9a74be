import Synchronization

/// What the last passing run of each probe taught about its target; it is forgotten when a run contradicts it.
final class ProbeMemory: Sendable {
    struct Lesson: Sendable, Equatable {
        var dialect: HandshakeDialect
        var envelope: EnvelopeShape?
    }

    private let lessons = Mutex<[String: Lesson]>([:])

    /// What is known of the target of `probe`.
    func lesson(of probe: String) -> Lesson? { lessons.withLock { $0[probe] } }

    /// Keeps what a passing run of `probe` saw.
    func keep(_ lesson: Lesson, of probe: String) { lessons.withLock { $0[probe] = lesson } }

    /// Forgets what is known.
    func forget(_ probe: String) { _ = lessons.withLock { $0.removeValue(forKey: probe) } }
}
