/// The phases of a dial, stamped apart.
struct DialPhases {
    enum Phase {
        case dns
        case connect
        case tls
        case upgrade
    }

    private(set) var phase: Phase
    private(set) var facts = DialFacts()
    private var since: Instant

    init(startingIn phase: Phase, at now: Instant) {
        self.phase = phase
        since = now
    }

    /// The phase under way is over and the next one begins.
    mutating func enter(_ next: Phase, at now: Instant) {
        close(at: now)
        phase = next
        since = now
    }

    /// What was reached by now.
    mutating func end(at now: Instant) -> DialFacts {
        close(at: now)
        return facts
    }

    /// How long the phase under way has lasted.
    func elapsed(at now: Instant) -> Duration { since.duration(to: now) }

    mutating func reached(peer: String) { facts.peer = peer }

    mutating func agreed(on tls: TLSFacts) { facts.tlsFacts = tls }

    mutating func answered(_ head: ResponseHead?) {
        facts.answer = head
        facts.status = head?.status
    }

    private mutating func close(at now: Instant) {
        let took = elapsed(at: now)
        switch phase {
        case .dns: facts.dns = took
        case .connect: facts.connect = took
        case .tls: facts.tls = took
        case .upgrade: facts.upgrade = took
        }
    }
}
