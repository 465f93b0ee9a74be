import NIOCore

/// Gathers a host's addresses for somebody who connects to a whole list at once: what is known after a short wait, and
/// what came late only when the first list led nowhere. Answers come in with their time; it keeps no clock.
struct AddressGathering {
    enum Step: Equatable {
        /// Nothing to do before then, or before something is heard; nil waits for the latter alone.
        case wait(until: Instant?)
        /// Addresses that were not tried yet, the families taking turns, IPv6 first.
        case connect([SocketAddress])
        /// There are no more; why not, where there never were any.
        case exhausted(NameError?)
    }

    /// How long a first answer waits for the other family's (RFC 8305 §8), and how long that is waited for once the
    /// first list failed.
    static let resolutionDelay = Duration.milliseconds(50)
    static let lateAnswer = Duration.seconds(3)

    private var awaited: Set<AddressFamily>
    private var fresh: [AddressFamily: [SocketAddress]] = [:]
    private var errors: [NameError] = []
    private var firstAnswer: Instant?
    private var lastFailure: Instant?
    private var hasTried = false

    init(_ addresses: [SocketAddress]) {
        awaited = []
        add(addresses)
    }

    init(awaiting families: [AddressFamily]) { awaited = Set(families) }

    mutating func answered(_ family: AddressFamily, _ answer: NameAnswer, at now: Instant) {
        guard awaited.remove(family) != nil else { return }
        switch answer {
        case .failure(let error):
            errors.append(error)
        case .success(let addresses):
            firstAnswer = firstAnswer ?? now
            add(addresses)
        }
    }

    /// The addresses given out last could not be connected to.
    mutating func failed(at now: Instant) { lastFailure = now }

    mutating func next(at now: Instant) -> Step {
        guard fresh.isEmpty else {
            let pause = hasTried || awaited.isEmpty ? nil : firstAnswer?.advanced(by: Self.resolutionDelay)
            if let pause, pause > now { return .wait(until: pause) }
            hasTried = true
            defer { fresh = [:] }
            return .connect(inTurns())
        }
        if awaited.isEmpty { return .exhausted(hasTried ? nil : NameError.foremost(of: errors)) }
        guard let lastFailure else { return .wait(until: nil) }
        let end = lastFailure.advanced(by: Self.lateAnswer)
        return end > now ? .wait(until: end) : .exhausted(nil)
    }

    private mutating func add(_ addresses: [SocketAddress]) {
        for address in addresses { fresh[address.family ?? .v4, default: []].append(address) }
    }

    private func inTurns() -> [SocketAddress] {
        let (six, four) = (fresh[.v6, default: []], fresh[.v4, default: []])
        return (0..<max(six.count, four.count)).flatMap { index in
            [six, four].compactMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }
}
