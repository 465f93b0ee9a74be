import Synchronization

/// The receivers in force, and which of them have a worker.
final class ReceiverBoard: Sendable {
    private struct State {
        var receivers: [String: AlertReceiver] = [:]
        var links: NotificationLinks
        var bells: [String: Bell] = [:]
    }

    private let state: Mutex<State>

    init(links: NotificationLinks) {
        state = Mutex(State(links: links))
    }

    /// Puts these in force. Their workers look anew.
    func replace(with receivers: [AlertReceiver], links: NotificationLinks) {
        state.withLock { state in
            state.receivers = Dictionary(receivers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
            state.links = links
        }
        ring()
    }

    /// The receiver of that name, and where its links lead; nil where there is none any more.
    func receiver(_ name: String) -> (receiver: AlertReceiver, links: NotificationLinks)? {
        state.withLock { state in state.receivers[name].map { ($0, state.links) } }
    }

    /// Those that have no worker; they have one from now on, which waits for the bell.
    func hire() -> [(name: String, bell: Bell)] {
        state.withLock { state in
            let idle = state.receivers.keys.filter { state.bells[$0] == nil }.sorted()
            return idle.map { name in
                let bell = Bell()
                state.bells[name] = bell
                return (name, bell)
            }
        }
    }

    /// Whether the worker of `name` is to go; if so it has gone.
    func dismiss(_ name: String) -> Bool {
        state.withLock { state in
            guard state.receivers[name] == nil else { return false }
            state.bells[name] = nil
            return true
        }
    }

    /// Has every worker look into the outbox.
    func ring() {
        for bell in state.withLock({ Array($0.bells.values) }) { bell.ring() }
    }
}
