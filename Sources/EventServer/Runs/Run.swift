import NIOCore
import Transport

/// One run of an agent: the log of what came of a request. It belongs to one user, not to a socket.
///
/// Confined to the server's event loop.
final class Run {
    /// What a run needs while it is under way; what is kept of one that has ended is its log.
    struct Work {
        let request: AgentRequest
        let started: Instant
        fileprivate let envelope: EventEnvelope
    }

    /// The number of the connection that follows it, or followed it last.
    var origin: UInt64
    /// The number of the last of those connections that have resumed one another: whoever names an event of one of them
    /// has lost what came behind it on all.
    var lineage: UInt64
    /// Up to where it was written to that connection; counts while nobody follows the run.
    var written = 0
    private(set) var log = EventLog()
    /// Whether nobody can ask for it any more.
    private(set) var isDiscarded = false
    private var work: Work?

    init(_ request: AgentRequest, origin: UInt64, at now: Instant) {
        self.origin = origin
        lineage = origin
        work = Work(request: request, started: now, envelope: EventEnvelope(request))
    }

    var isEnded: Bool { work == nil }

    /// Whether there are events that were never written to a connection, or there will be.
    var isOwed: Bool { !isEnded || written < log.end }

    func append(_ event: AgentEvent, id: EventID, at now: Timestamp) {
        guard let work else { return }
        log.append(id.sequence) { work.envelope.write(event, id: id, at: now, into: &$0) }
    }

    func dropOldest() { log.dropOldest() }

    /// The last call while it is under way; nil for one that has ended.
    func end() -> Work? {
        defer { work = nil }
        log.compact()
        return work
    }

    /// Gives its memory back.
    func discard() {
        isDiscarded = true
        log.dropAll()
    }
}
