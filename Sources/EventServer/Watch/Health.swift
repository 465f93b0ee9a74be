import Synchronization

/// How the server is, from any thread.
final class Health: Sendable {
    enum State: String, Sendable {
        case healthy
        case degraded
        case unhealthy
    }

    struct Component: Sendable, Equatable {
        let name: String
        let state: State
        let detail: String
    }

    struct Report: Sendable, Equatable {
        let state: State
        let components: [Component]
    }

    /// The life of a server.
    enum Stage: Sendable {
        case starting
        case serving
        case draining
    }

    private let stage = Mutex(Stage.starting)
    private let usersProblem: @Sendable () -> String?
    private let load: @Sendable () -> (open: Int, limit: Int)

    /// `usersProblem`: why the users file is not in force as it is. `load`: connections, and how many there may be.
    init(usersProblem: @escaping @Sendable () -> String?, load: @escaping @Sendable () -> (open: Int, limit: Int)) {
        self.usersProblem = usersProblem
        self.load = load
    }

    func enter(_ next: Stage) { stage.withLock { $0 = next } }

    /// Whether new connections are welcome.
    var isReady: Bool {
        switch stage.withLock({ $0 }) {
        case .serving: true
        case .starting, .draining: false
        }
    }

    var report: Report {
        let components = [listener, connections, users]
        let states = components.map(\.state)
        return Report(
            state: states.contains(.unhealthy) ? .unhealthy : states.contains(.degraded) ? .degraded : .healthy,
            components: components
        )
    }

    private var listener: Component {
        switch stage.withLock({ $0 }) {
        case .starting: Component(name: "listener", state: .unhealthy, detail: "starting")
        case .serving: Component(name: "listener", state: .healthy, detail: "serving")
        case .draining: Component(name: "listener", state: .unhealthy, detail: "shutting down")
        }
    }

    private var connections: Component {
        let (open, limit) = load()
        let state: State = open >= limit ? .unhealthy : open * 10 >= limit * 9 ? .degraded : .healthy
        return Component(name: "connections", state: state, detail: "\(open) of \(limit)")
    }

    private var users: Component {
        // What is wrong with the file is the operator's to read, in the log; this is public.
        let isBroken = usersProblem() != nil
        return Component(
            name: "users",
            state: isBroken ? .degraded : .healthy,
            detail: isBroken ? "the users file cannot be read as it is; the old users are in force" : "in force"
        )
    }
}
