import Synchronization
import Transport

/// What the last passing run of each probe taught about its target; it is forgotten when a run contradicts it.
final class ProbeMemory: Sendable {
    /// Whose lesson it is: a probe that is pointed at another server knows nothing of that one.
    struct Subject: Sendable, Hashable {
        let probe: String
        let url: WebSocketURL
    }

    struct Lesson: Sendable, Equatable {
        var dialect: HandshakeDialect
        var envelope: EnvelopeShape?
    }

    private let lessons = Mutex<[Subject: Lesson]>([:])

    /// What is known of the target of `subject`.
    func lesson(of subject: Subject) -> Lesson? { lessons.withLock { $0[subject] } }

    /// Keeps what a passing run of `subject` saw.
    func keep(_ lesson: Lesson, of subject: Subject) { lessons.withLock { $0[subject] = lesson } }

    /// Forgets what is known.
    func forget(_ subject: Subject) { _ = lessons.withLock { $0.removeValue(forKey: subject) } }
}
