import Metrics
import Transport

/// The one place that knows every socket of the server, and the space of every user.
final class ConnectionRegistry {
    private unowned let hall: Hall
    private var spaces: [String: UserSpace] = [:]
    /// Sockets without a user, which only echo.
    private var echoes: [ObjectIdentifier: EchoSession] = [:]
    private(set) var count = 0

    init(_ hall: Hall) { self.hall = hall }

    func connections(of user: User) -> Int { spaces[user.id]?.connections.count ?? 0 }

    /// A connection of `user`, not yet open.
    func connection(of user: User, lastEventID: String?) -> Connection {
        let space = spaces[user.id] ?? UserSpace(user, in: hall)
        spaces[user.id] = space
        return Connection(of: space, in: hall, lastEventID: lastEventID)
    }

    func enter(_ connection: Connection) {
        connection.space.enter(connection)
        changed(by: 1)
    }

    func leave(_ connection: Connection) {
        connection.space.leave(connection)
        changed(by: -1)
    }

    func enter(_ echo: EchoSession) {
        echoes[ObjectIdentifier(echo)] = echo
        changed(by: 1)
    }

    func leave(_ echo: EchoSession) {
        echoes[ObjectIdentifier(echo)] = nil
        changed(by: -1)
    }

    /// Lets a space go that nobody could come back for.
    func tidy(_ space: UserSpace) {
        if space.isEmpty, spaces[space.user.id] === space { spaces[space.user.id] = nil }
    }

    /// An open connection of some other user: the way that a planted leak takes.
    func connection(ofAnotherThan space: UserSpace) -> Connection? {
        spaces.values.lazy.filter { $0 !== space }
            .flatMap(\.connections)
            .filter(\.isOpen)
            .min { $0.number < $1.number }
    }

    /// Begins the closing handshake with everybody.
    func closeAll(_ code: CloseCode, reason: String) {
        for connection in spaces.values.flatMap(\.connections) { connection.close(code, reason: reason) }
        for echo in echoes.values { echo.close(code, reason: reason) }
    }

    /// Forgets everybody, at the very end.
    func clear() { spaces.removeAll() }

    private func changed(by amount: Int) {
        count += amount
        hall.metrics.connections.set(Double(count))
        if count == 0 { hall.emptied() }
    }
}
