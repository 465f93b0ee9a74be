import NIOCore
import NIOPosix

/// Runs an ``AddressRace``: looks names up, opens connections, hands over the first one and closes all others.
/// Confined to its event loop.
final class Connector {
    enum Ending {
        case connected(any Channel)
        /// Connected to, and gone with a reset before it was looked at.
        case reset(SocketAddress)
        case lost(DialError)
    }

    /// A connection being made. Its channel is kept to be closed when another one wins.
    private struct Attempt {
        let address: SocketAddress
        var channel: (any Channel)?
    }

    private let eventLoop: any EventLoop
    private let resolver: NameResolver
    private let deadline: Instant
    private var race: AddressRace
    private var lookups: [(family: AddressFamily, ticket: UInt64)] = []
    private var attempts: [Int: Attempt] = [:]
    private var lastAttempt = 0
    private var isAdvancing = false
    private var nudge: Scheduled<Void>?
    /// Called with the first attempt, which ends the phase of names.
    private let begins: (Instant) -> Void
    /// Called once; nil when the race is over.
    private var ends: ((Ending) -> Void)?

    init(
        _ race: AddressRace,
        on eventLoop: any EventLoop,
        resolver: NameResolver,
        before deadline: Instant,
        begins: @escaping (Instant) -> Void,
        ends: @escaping (Ending) -> Void
    ) {
        self.race = race
        self.eventLoop = eventLoop
        self.resolver = resolver
        self.deadline = deadline
        self.begins = begins
        self.ends = ends
    }

    /// Looks `name` up, every family at once.
    func lookUp(_ name: String, port: Int, _ families: [AddressFamily]) {
        let me = NIOLoopBound(self, eventLoop: eventLoop)
        for family in families {
            let ticket = resolver.ticket()
            lookups.append((family, ticket))
            resolver.ask(ticket, name, family, before: deadline) { answer in
                me.eventLoop.execute {
                    me.value.answered(family, answer.map { $0.map { $0.at(port: port) } })
                }
            }
        }
    }

    /// Does whatever the race wants now.
    func advance() {
        // An attempt that fails at once calls back from within, and is seen by the next turn of the loop below.
        guard !isAdvancing else { return }
        isAdvancing = true
        defer { isAdvancing = false }
        while ends != nil {
            let now = Instant.now
            let isFirst = race.began == nil
            switch race.next(at: now) {
            case .connect(let address):
                if isFirst { begins(now) }
                connect(to: address)
            case .wait(let until):
                wait(until: until)
                return
            case .lost:
                end(.lost(loss(at: now)))
            }
        }
    }

    /// What the race says when it stops now: attempts under way count as timed out.
    func loss(at now: Instant) -> DialError {
        let hanging = attempts.values.map { ConnectFailure(PeerAddress.text($0.address), .timedOut) }
        return RaceLoss.error(
            names: race.nameErrors,
            failures: race.failures + hanging,
            after: race.began?.duration(to: now) ?? .zero
        )
    }

    /// Closes everything; nothing is called any more.
    func stop() {
        ends = nil
        nudge?.cancel()
        for lookup in lookups { resolver.leave(lookup.ticket) }
        lookups = []
        let open = attempts.values.compactMap(\.channel)
        attempts = [:]
        for channel in open { channel.close(promise: nil) }
    }

    private func answered(_ family: AddressFamily, _ answer: NameAnswer) {
        guard ends != nil else { return }
        lookups.removeAll { $0.family == family }
        race.answered(family, answer, at: .now)
        advance()
    }

    private func connect(to address: SocketAddress) {
        lastAttempt += 1
        let number = lastAttempt
        attempts[number] = Attempt(address: address)
        let me = NIOLoopBound(self, eventLoop: eventLoop)
        let connection = ClientBootstrap(group: eventLoop)
            // Never the first to give up: the deadline of the dial is.
            .connectTimeout(.hours(1))
            .channelOption(.maxMessagesPerRead, value: ReadTurn.reads)
            .channelOption(.recvAllocator, value: ReadTurn.allocator)
            .channelInitializer { channel in
                me.value.attempts[number]?.channel = channel
                return channel.eventLoop.makeSucceededVoidFuture()
            }
            .connect(to: address)
        connection.assumeIsolated().whenComplete { [self] result in
            let attempt = attempts.removeValue(forKey: number)
            switch result {
            case .success(let channel) where ends == nil || attempt == nil:
                channel.close(promise: nil)
            case .success(let channel):
                end(.connected(channel))
            case .failure(let error):
                guard ends != nil else { return }
                let failure = ConnectFailure(address, error)
                // Who answered first has won, however it treats us then: how fast we look must not change the verdict.
                guard failure.cause != .reset else { return end(.reset(address)) }
                race.failed(failure, at: .now)
                advance()
            }
        }
    }

    private func wait(until look: Instant?) {
        nudge?.cancel()
        nudge = look.map { look in
            eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(Instant.now.duration(to: look))) { [weak self] in
                self?.advance()
            }
        }
    }

    private func end(_ ending: Ending) {
        let ends = self.ends
        stop()
        ends?(ending)
    }
}
