import NIOCore
import Transport

/// One run of an agent: what was asked, and the log of what came of it. It belongs to one user, not to a socket.
///
/// Confined to the server's event loop.
final class Run {
    let request: AgentRequest
    /// Counts the server's runs.
    let number: UInt64
    /// The connection that follows it, or followed it last.
    var origin: String
    /// Up to where it was written to that connection; counts while nobody follows the run.
    var written = 0
    private(set) var log = EventLog()
    private(set) var isEnded = false
    let started: Instant

    init(_ request: AgentRequest, number: UInt64, origin: String, at now: Instant) {
        self.request = request
        self.number = number
        self.origin = origin
        started = now
    }

    func append(_ event: AgentEvent, id: EventID, at now: Timestamp) -> ByteBuffer {
        let payload = EventEnvelope.flat(event, request, id: id, at: now)
        log.append(EventLog.Entry(sequence: id.sequence, payload: payload))
        return payload
    }

    func dropOldest() { log.dropOldest() }

    func end() { isEnded = true }
}
