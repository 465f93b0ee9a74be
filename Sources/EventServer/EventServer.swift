public import Logging
public import Metrics
public import NIOCore
import NIOPosix
import Synchronization
public import Transport

/// A running event server: login, sessions, runs, and faults on demand.
///
/// ```swift
/// let server = try await EventServer.started(EventServerConfiguration(users: [Account(email: "a@b.c", password: "x")]))
/// print(server.url)                       // ws://127.0.0.1:41234/ws
/// try server.faults.set(["tool_completed:drop"])
/// await server.stop()
/// ```
///
/// It has one event loop, on which its state lives; ``stop()`` must be called before the last reference goes.
public final class EventServer: Sendable {
    /// Where it listens, with the port that was really bound.
    public let address: ListenAddress
    /// The faults in force; may be changed at any time.
    public let faults: FaultRoom
    /// The families that `/metrics` shows.
    public let metrics: MetricsRegistry

    private let parts: ServerParts
    private let listener: Listener
    // The two tasks in which a server lives between `started` and `stop`, which awaits them: a server as a value has
    // no scope that could be their parent.
    private let runs: Task<Void, Never>
    private let web: Task<Void, Never>
    private let stopping = Mutex<Task<Void, Never>?>(nil)

    private init(_ parts: ServerParts, _ listener: Listener) {
        self.parts = parts
        self.listener = listener
        address = listener.address
        faults = parts.faults
        metrics = parts.metrics.registry
        let executor = LoopExecutor(parts.loop)
        runs = Task(executorPreference: executor) { await parts.pool.serve() }
        web = Task(executorPreference: executor) { await parts.web.serve() }
    }

    /// Starts a server; when this returns, it answers. `clock` makes the clock that its deadlines go by.
    public static func started(
        _ configuration: EventServerConfiguration,
        logger: Logger = Logger(label: "quintet.serve") { _ in SwiftLogNoOpLogHandler() },
        clock: (any EventLoop) -> any ServerClock = { LoopClock($0) }
    ) async throws(EventServerError) -> EventServer {
        let parts = try await ServerParts.made(configuration, logger: logger, clock: clock)
        do throws(ListenError) {
            let listener = try await parts.listener()
            parts.health.enter(.serving)
            return EventServer(parts, listener)
        } catch {
            await parts.shutDown()
            throw .listen(error)
        }
    }

    /// The address of the socket, for a client on this machine.
    public var url: String { "ws://\(address.reachable)/ws" }

    /// Stops: nobody new is let in, runs under way may end within `drain`, sockets are closed with 1001. Returns
    /// when everything is gone; may be called more than once.
    public func stop() async {
        let task = stopping.withLock { task in
            if let task { return task }
            let fresh = Task { await shutDown() }
            task = fresh
            return fresh
        }
        await task.value
    }

    /// A ``stop()`` that waits for runs waits no longer: they are cancelled. One that comes later does not wait at all.
    public func endDrain() { parts.endDrain() }

    private func shutDown() async {
        parts.health.enter(.draining)
        if await !parts.drained() { runs.cancel() }
        parts.pool.finish()
        await runs.value
        await parts.closeSockets()
        // Nobody may connect any more: a listener that refuses to close is closed already.
        try? await listener.channel.close()
        parts.web.finish()
        web.cancel()
        await web.value
        await parts.shutDown()
    }
}
