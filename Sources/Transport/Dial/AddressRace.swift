import NIOCore

/// Which address is tried when: happy eyeballs (RFC 8305). Answers and failures come in with their time; what to do
/// next comes out. It opens nothing and keeps no clock.
struct AddressRace {
    enum Step: Equatable {
        case connect(SocketAddress)
        /// Nothing to do before then, or before something is heard; nil waits for the latter alone.
        case wait(until: Instant?)
        case lost
    }

    /// §8: the pause between two attempts, and how long a first answer waits for the preferred family's.
    static let attemptDelay = Duration.milliseconds(250)
    static let resolutionDelay = Duration.milliseconds(50)
    /// When every address known so far failed, how long the other family's answer is still waited for: one lost
    /// datagram is asked for again within that time.
    static let lateAnswer = Duration.seconds(3)

    /// What the names led to where they led nowhere, and why each attempt failed.
    private(set) var nameErrors: [NameError] = []
    private(set) var failures: [ConnectFailure] = []
    /// When the first attempt began.
    private(set) var began: Instant?

    private var awaited: Set<AddressFamily>
    private var untried: [AddressFamily: ArraySlice<SocketAddress>] = [:]
    private var running = 0
    private var firstAnswer: Instant?
    private var lastFamily: AddressFamily?
    /// When the latest attempt began; nil once an attempt failed since, for the next one need not wait then (§5).
    private var lastAttempt: Instant?
    private var lastFailure: Instant?

    /// A race of addresses that are known.
    init(_ addresses: [SocketAddress]) {
        awaited = []
        add(addresses)
    }

    /// A race of addresses that are being looked up.
    init(awaiting families: [AddressFamily]) { awaited = Set(families) }

    mutating func answered(_ family: AddressFamily, _ answer: NameAnswer, at now: Instant) {
        guard awaited.remove(family) != nil else { return }
        switch answer {
        case .failure(let error):
            nameErrors.append(error)
        case .success(let addresses):
            firstAnswer = firstAnswer ?? now
            add(addresses)
        }
    }

    mutating func failed(_ failure: ConnectFailure, at now: Instant) {
        failures.append(failure)
        running -= 1
        lastAttempt = nil
        lastFailure = now
    }

    /// To be asked again after each `connect`, and whenever something was heard or a wait is over.
    mutating func next(at now: Instant) -> Step {
        guard untried.values.contains(where: { !$0.isEmpty }) else { return dry(at: now) }
        if let pause = pause, pause > now { return .wait(until: pause) }
        guard let address = take() else { return dry(at: now) }
        began = began ?? now
        lastAttempt = now
        running += 1
        return .connect(address)
    }

    /// Until when the next attempt has to wait.
    private var pause: Instant? {
        if began == nil, awaited.contains(.v6), untried[.v6, default: []].isEmpty {
            return firstAnswer?.advanced(by: Self.resolutionDelay)
        }
        return running > 0 ? lastAttempt?.advanced(by: Self.attemptDelay) : nil
    }

    private func dry(at now: Instant) -> Step {
        if running > 0 { return .wait(until: nil) }
        if awaited.isEmpty { return .lost }
        guard let lastFailure else { return .wait(until: nil) }
        let end = lastFailure.advanced(by: Self.lateAnswer)
        return end > now ? .wait(until: end) : .lost
    }

    private mutating func add(_ addresses: [SocketAddress]) {
        // A local socket is of no family and alone in its race.
        for address in addresses { untried[address.family ?? .v4, default: []].append(address) }
    }

    /// The families take turns, IPv6 first (§4).
    private mutating func take() -> SocketAddress? {
        let preferred: AddressFamily = lastFamily == .v6 ? .v4 : .v6
        let family = untried[preferred, default: []].isEmpty ? (preferred == .v6 ? .v4 : .v6) : preferred
        lastFamily = family
        return untried[family]?.popFirst()
    }
}
