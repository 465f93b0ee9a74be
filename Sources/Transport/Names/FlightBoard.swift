import NIOCore

/// Which names are being looked up for whom. Time and answers come in; who is to be told what goes out.
struct FlightBoard {
    /// Flights at once; more are refused.
    static let most = 4096

    struct Key: Hashable {
        let host: HostName
        let family: AddressFamily
    }

    enum Boarding: Equatable {
        /// The asker shares a flight that is under way.
        case joined
        case start(Key)
        case refused
    }

    struct Delivery {
        let asker: Asker
        let answer: NameAnswer
    }

    private struct Flight {
        let began: Instant
        var askers: Set<UInt64> = []
    }

    private var flights: [Key: Flight] = [:]
    private var askers: [UInt64: Asker] = [:]
    /// When a name server last answered anything at all.
    private var lastHeard: Instant?
    /// No asker's deadline is earlier. Not raised when an asker leaves: a look too many costs less than keeping order.
    private var earliest: Instant?

    var count: Int { flights.count }

    mutating func ask(_ asker: Asker, at now: Instant) -> Boarding {
        let key = Key(host: asker.host, family: asker.family)
        let isNew = flights[key] == nil
        guard !isNew || flights.count < Self.most else { return .refused }
        flights[key, default: Flight(began: now)].askers.insert(asker.ticket)
        askers[asker.ticket] = asker
        earliest = earliest.map { min($0, asker.deadline) } ?? asker.deadline
        return isNew ? .start(key) : .joined
    }

    /// The flight goes on: somebody may ask again for a name that is slow.
    mutating func leave(_ ticket: UInt64) -> Delivery? {
        remove(ticket).map { Delivery(asker: $0, answer: .failure(.cancelled($0.host.text))) }
    }

    /// A flight ended; nil when no name server answered it.
    mutating func landed(_ key: Key, _ answer: NameAnswer?) -> [Delivery] {
        guard let flight = flights.removeValue(forKey: key) else { return [] }
        let answer = answer ?? .failure(silence(on: key.host, since: flight.began))
        return flight.askers.compactMap { askers.removeValue(forKey: $0) }.map { Delivery(asker: $0, answer: answer) }
    }

    /// A name server gave a sign of life.
    mutating func heard(at now: Instant) { lastHeard = now }

    /// What a time-out means for somebody who asked then.
    private func silence(on host: HostName, since: Instant) -> NameError {
        .timedOut(host.text, resolverAnswers: lastHeard.map { $0 >= since } ?? false)
    }

    /// Those whose time is up.
    mutating func expire(at now: Instant) -> [Delivery] {
        guard let earliest, earliest <= now else { return [] }
        let late = askers.values.filter { $0.deadline <= now }
        for asker in late { _ = remove(asker.ticket) }
        self.earliest = askers.values.lazy.map(\.deadline).min()
        return late.map { Delivery(asker: $0, answer: .failure(silence(on: $0.host, since: $0.since))) }
    }

    /// Whether a flight has waited for `patience` while no name server said anything.
    func isQuiet(for patience: Duration, at now: Instant) -> Bool {
        flights.values.contains { flight in
            let since = max(flight.began, lastHeard ?? flight.began)
            return since.advanced(by: patience) <= now
        }
    }

    /// When ``expire(at:)`` has something to do, at the earliest.
    var deadline: Instant? { earliest }

    /// Everybody who still waits, at the end of all flights.
    mutating func clear() -> [Asker] {
        defer { self = FlightBoard() }
        return Array(askers.values)
    }

    private mutating func remove(_ ticket: UInt64) -> Asker? {
        guard let asker = askers.removeValue(forKey: ticket) else { return nil }
        flights[Key(host: asker.host, family: asker.family)]?.askers.remove(ticket)
        return asker
    }
}
