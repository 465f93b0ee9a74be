import NIOCore
import NIOSSL

/// One dial under way: names, connections, TLS, upgrade, in that order, until one of them fails, the deadline comes or
/// the session is open. Confined to its event loop; when it ends without a session, everything is closed.
final class DialAttempt<Observer: SessionObserver> {
    /// How it goes on.
    enum Turn: Sendable {
        /// A chain of certificates is to be looked at, which takes too long for an event loop.
        case judge(ServerChain, ServerIdentity, ClientTLS)
        case ended(Result<Dialed<Observer>, DialFailure>)
    }

    /// How long after the deadline the resolver's answer is waited for: it looks at its own deadlines in milliseconds.
    private static var grace: TimeAmount { .milliseconds(500) }

    let dial: Dial
    let tls: ClientTLS?
    let eventLoop: any EventLoop
    let observe: (WebSocketSession) -> Observer
    let arrival = ArrivalStamp()
    var phases: DialPhases
    var channel: (any Channel)?
    var upgrade: UpgradeHandler?
    /// What NIOSSL waits for while a chain is looked at, and why that was in vain: NIOSSL's own error has no reason.
    var judgement: EventLoopPromise<NIOSSLVerificationResult>?
    var distrust: TLSFailure?
    var trusted: ClientTLS.Accepted?

    private let deadline: Instant
    private var connector: Connector?
    private var timer: Scheduled<Void>?
    /// Whether the last turn was given; whatever comes afterwards is for nobody.
    private(set) var isOver = false
    /// The turn that nobody has waited for yet, and who waits for one that has not come.
    private var turn: Turn?
    private var waiting: ((Turn) -> Void)?

    init(
        _ dial: Dial,
        tls: ClientTLS?,
        on eventLoop: any EventLoop,
        before deadline: Instant,
        observe: @escaping (WebSocketSession) -> Observer
    ) {
        self.dial = dial
        self.tls = tls
        self.eventLoop = eventLoop
        self.deadline = deadline
        self.observe = observe
        phases = DialPhases(startingIn: .connect, at: .now)
    }

    /// Begins; every turn but the first is asked for with ``next(_:)``.
    func start(with resolver: NameResolver) {
        guard !isOver else { return }
        let now = Instant.now
        timer = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(now.duration(to: deadline))) { [weak self] in
            self?.timeIsUp()
        }
        do throws(DialError) {
            try connect(with: resolver, at: now)
        } catch {
            fail(error)
        }
    }

    /// Calls `body` with the next turn, once, now or later.
    func next(_ body: @escaping (Turn) -> Void) {
        guard let turn else { return waiting = body }
        self.turn = nil
        body(turn)
    }

    /// The caller wants no session any more.
    func cancel() { fail(.cancelled) }

    func fail(_ error: DialError, at now: Instant = .now) {
        guard !isOver else { return }
        let facts = phases.end(at: now)
        close()
        channel?.close(promise: nil)
        give(.ended(.failure(DialFailure(error: error, facts: facts))))
    }

    func succeed(_ dialed: Dialed<Observer>) {
        close()
        give(.ended(.success(dialed)))
    }

    func give(_ turn: Turn) {
        guard let waiting else { return self.turn = turn }
        self.waiting = nil
        waiting(turn)
    }

    private func connect(with resolver: NameResolver, at now: Instant) throws(DialError) {
        switch dial.url.place {
        case .unix(let path):
            do {
                run(race: AddressRace([try SocketAddress(unixDomainSocketPath: path)]), with: resolver)
            } catch {
                throw .local("\(path) is too long for the path of a local socket")
            }
            connector?.advance()
        case .host(let host, let port):
            switch try destination(host, port) {
            case .fixed(let addresses):
                run(race: AddressRace(addresses), with: resolver)
                connector?.advance()
            case .named(let name, let port):
                phases = DialPhases(startingIn: .dns, at: now)
                let families = dial.addresses.families
                run(race: AddressRace(awaiting: families), with: resolver)
                connector?.lookUp(name, port: port, families)
            }
        }
    }

    private func destination(_ host: String, _ port: Int) throws(DialError) -> Destination {
        do throws(Destination.Refusal) {
            return try Destination(host: host, port: port, choice: dial.addresses, pinned: dial.pinned)
        } catch {
            throw .local("\(host): \(error)")
        }
    }

    private func run(race: AddressRace, with resolver: NameResolver) {
        connector = Connector(
            race,
            on: eventLoop,
            resolver: resolver,
            before: deadline,
            begins: { [weak self] now in self?.began(at: now) },
            ends: { [weak self] ending in
                switch ending {
                case .connected(let channel): self?.connected(channel)
                case .reset(let address): self?.wasReset(by: address)
                case .lost(let error): self?.fail(error)
                }
            }
        )
    }

    private func began(at now: Instant) {
        if phases.phase == .dns { phases.enter(.connect, at: now) }
    }

    /// The deadline has come.
    func timeIsUp() {
        guard !isOver else { return }
        let now = Instant.now
        switch phases.phase {
        case .dns:
            // The resolver has the same deadline, and knows whether the silence is the name's or its own.
            timer = eventLoop.assumeIsolated().scheduleTask(in: Self.grace) { [weak self] in
                guard let self, case .host(let host, _) = dial.url.place else { return }
                fail(.name(.timedOut(host, resolverAnswers: false)))
            }
        case .connect:
            fail(connector?.loss(at: now) ?? .connectTimedOut(after: phases.elapsed(at: now), refused: []), at: now)
        case .tls:
            fail(.tls(.timedOut(after: phases.elapsed(at: now))), at: now)
        case .upgrade:
            if let outcome = upgrade?.answerSoFar() { return answered(outcome) }
            fail(.upgradeTimedOut(after: phases.elapsed(at: now)), at: now)
        }
    }

    /// Nothing is timed, raced or judged any more.
    private func close() {
        isOver = true
        timer?.cancel()
        connector?.stop()
        connector = nil
        judgement?.succeed(.failed)
        judgement = nil
        upgrade = nil
    }
}
