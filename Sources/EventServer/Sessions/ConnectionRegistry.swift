import Metrics
import NIOCore
import Transport

/// The one place that knows every socket of the server, and the space of every user.
final class ConnectionRegistry {
    private let workshop: Workshop
    private let router = MessageRouter()
    private var spaces: [String: UserSpace] = [:]
    private var sockets: [ObjectIdentifier: any Socket] = [:]
    private var empty: [EventLoopPromise<Void>] = []

    init(in workshop: Workshop) { self.workshop = workshop }

    /// How many sockets `user` has.
    func count(of user: User) -> Int { spaces[user.id]?.count ?? 0 }

    /// A connection of the user of `grant`, not yet open.
    func connection(of grant: Grant, lastEventID: String?) -> Connection {
        let user = grant.user
        let space = spaces[user.id] ?? UserSpace(user, in: workshop, among: self)
        spaces[user.id] = space
        return Connection(
            of: space,
            by: grant.keys,
            in: workshop,
            router: router,
            registry: self,
            lastEventID: lastEventID
        )
    }

    /// Closes every socket that was opened by what has one of these ids, with 1008.
    func end(_ keys: [String]) {
        for socket in sockets.values where socket.keys.contains(where: keys.contains) {
            socket.close(.policyViolation, reason: "the login has ended")
        }
    }

    /// Closes every socket; succeeds when all are gone.
    func closeAll() -> EventLoopFuture<Void> {
        let promise = workshop.loop.makePromise(of: Void.self)
        empty.append(promise)
        for socket in sockets.values { socket.close(.goingAway, reason: "the server is shutting down") }
        if sockets.isEmpty { succeed() }
        return promise.futureResult
    }

    /// Forgets everybody, at the very end.
    func clear() { spaces.removeAll() }

    private func succeed() {
        let waiting = empty
        empty = []
        for promise in waiting { promise.succeed(()) }
    }
}

extension ConnectionRegistry: SocketRegistry {
    func enter(_ socket: any Socket) {
        sockets[ObjectIdentifier(socket)] = socket
        workshop.metrics.connections.set(Double(sockets.count))
    }

    func leave(_ socket: any Socket) {
        sockets[ObjectIdentifier(socket)] = nil
        workshop.metrics.connections.set(Double(sockets.count))
        if sockets.isEmpty { succeed() }
    }
}

extension ConnectionRegistry: Neighbourhood {
    func tidy(_ space: UserSpace) {
        if space.isEmpty, spaces[space.user.id] === space { spaces[space.user.id] = nil }
    }

    /// To the eldest open connection of somebody else.
    func leak(_ payload: ByteBuffer, from space: UserSpace) {
        sockets.values.compactMap { $0 as? Connection }
            .filter { $0.space !== space && $0.isOpen }
            .min { $0.number < $1.number }?
            .say(payload)
    }
}
