import Metrics
import Results
import Synchronization

/// Tells every client of the stream what happens, in the same order. Who reads too slowly is cut off and counted; nobody
/// is waited for.
final class StreamHub: Sendable {
    private struct State {
        var ring: StreamRing
        var clients: [ObjectIdentifier: StreamClient] = [:]
        var isClosed = false
    }

    /// The last event that a client has.
    enum Last: Equatable {
        /// It has none: it wants to know what happens from now on.
        case nothing
        case event(Int64)
        /// It says something that is no id of ours.
        case unreadable
    }

    private static let nothing = Array("{}".utf8)

    private let state: Mutex<State>
    private let limits: StreamLimits
    private let cuts: Counter

    /// A hub of a monitor that started at `start`; its counter is in `registry`.
    init(_ registry: MetricsRegistry, start: WallTime = .now, limits: StreamLimits = StreamLimits()) {
        state = Mutex(State(ring: StreamRing(start: start)))
        self.limits = limits
        cuts = registry.counter(
            "quintet_stream_clients_cut_total",
            help: "Clients of /api/v1/stream that read too slowly and were cut off."
        ).with()
    }

    /// How many clients there are.
    var clients: Int { state.withLock { $0.clients.count } }

    /// Tells all clients, now or as soon as they read on. Data that no client could take is told as a reset: what it was
    /// can be asked for.
    func publish(_ kind: StreamEvent.Kind, _ data: [UInt8]) {
        let isLarge = data.count > limits.bytes / 2
        state.withLock { state in
            let event = isLarge ? state.ring.append(.reset, Self.nothing) : state.ring.append(kind, data)
            tell(event.text, &state)
        }
    }

    /// Tells all clients that they are still heard.
    func beat() {
        state.withLock { tell(Array(":\n\n".utf8), &$0) }
    }

    /// Lets one more in, who has the events up to `last`: it is told what it missed, or a reset where nobody knows what
    /// that is. Nil when there are as many as there may be, or no more are let in.
    func enter(after last: Last = .nothing) -> StreamClient? {
        state.withLock { state in
            guard !state.isClosed, state.clients.count < limits.clients else { return nil }
            let queue = StreamQueue(
                most: limits.events,
                mostBytes: limits.bytes,
                behind: Self.backlog(after: last, state.ring)
            )
            let client = StreamClient(queue) { [weak self] in self?.left($0) }
            state.clients[ObjectIdentifier(client)] = client
            return client
        }
    }

    /// Lets nobody in any more; the clients end behind what they have been told.
    func close() {
        let clients = state.withLock { state in
            state.isClosed = true
            defer { state.clients = [:] }
            return Array(state.clients.values)
        }
        for client in clients { client.finish() }
    }

    private func tell(_ piece: [UInt8], _ state: inout State) {
        for (name, client) in state.clients where !client.offer(piece) {
            state.clients[name] = nil
            cuts.increment()
        }
    }

    private func left(_ client: StreamClient) {
        state.withLock { $0.clients[ObjectIdentifier(client)] = nil }
    }

    private static func backlog(after last: Last, _ ring: StreamRing) -> [StreamEvent] {
        let reset = [StreamEvent(id: ring.newest, kind: .reset, data: nothing)]
        switch last {
        case .nothing: return []
        case .unreadable: return reset
        case .event(let id):
            switch ring.missed(after: id) {
            case .events(let events): return events
            case .unknown: return reset
            }
        }
    }
}
