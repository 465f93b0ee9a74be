import Logging
import NIOCore
import Transport

/// One socket of one user: its handshake, and the runs it follows with a position in each.
///
/// Nothing is queued for a client that does not read: its events stay in the logs until the socket takes more, and
/// meanwhile nothing is read from it either. A client that leaves its events lying too long is closed with 1013.
final class Connection: Follower, Sender, Socket, MessageSource {
    /// Bytes that are put into one write.
    private static let batch = 32 << 10

    /// Counts the server's connections.
    let number: UInt64
    let space: UserSpace
    let keys: [String]
    private let id = "main_" + RandomText.hex(16)
    private let workshop: Workshop
    private let router: MessageRouter
    private let registry: any SocketRegistry
    private let ids = HandshakeIDs()
    private var isFirstRun = true
    private var session: WebSocketSession?
    private var handshake: Handshake
    private var lastEventID: String?
    private var hasResumed = false
    private var feeds = Feeds()
    private var isWaiting = false
    private var lastSent: Instant
    private var unreadSince: Instant?
    private var timer: (at: Instant, alarm: any Alarm)?

    init(
        of space: UserSpace,
        by keys: [String],
        in workshop: Workshop,
        router: MessageRouter,
        registry: any SocketRegistry,
        lastEventID: String?
    ) {
        number = workshop.nextConnectionNumber()
        self.space = space
        self.keys = keys
        self.workshop = workshop
        self.router = router
        self.registry = registry
        self.lastEventID = lastEventID
        lastSent = workshop.clock.now
        handshake = Handshake(at: lastSent, mostBytes: workshop.settings.limits.message)
    }

    /// The thread of requests that name none.
    var threadID: String { ids.thread }

    /// Whether events may be sent.
    var isOpen: Bool { session != nil && handshake.isOpen }

    /// The id of a run whose request names none: the first has the one that the handshake told.
    func nextRunID() -> String {
        defer { isFirstRun = false }
        return isFirstRun ? ids.run : "run_" + RandomText.hex(16)
    }

    /// Sends a run's events from `position` on.
    func follow(_ run: Run, from position: Int) {
        run.origin = number
        feeds.add(run, from: position)
        wake()
    }

    func follows(_ run: Run) -> Bool { feeds.contains(run) }

    /// There is something to send.
    func wake() {
        guard !isWaiting else { return }
        isWaiting = true
        workshop.outbox.add(self)
    }

    /// Sends what there is, in the order in which it happened, as long as the client takes it.
    func pump() {
        isWaiting = false
        guard let session, handshake.isOpen else { return }
        while session.isWritable, feeds.hasNext {
            session.batch {
                var left = Self.batch
                while left > 0, let payload = feeds.next() {
                    left -= payload.readableBytes
                    session.send(text: payload)
                }
            }
            lastSent = workshop.clock.now
        }
        feeds.tidy(number)
        if feeds.isBehind { fallBehind() }
    }

    /// Sends the events that are there, and closes.
    func close(behindEventsWith code: CloseCode) {
        pump()
        session?.close(code)
    }

    func close(_ code: CloseCode, reason: String) { session?.close(code, reason: reason) }

    func start(_ request: AgentRequestText) -> ErrorFrame? { space.start(request, for: self) }

    func say(_ payload: ByteBuffer) {
        session?.send(text: payload)
        lastSent = workshop.clock.now
    }

    private func fallBehind() {
        workshop.metrics.refused(.slowReader)
        workshop.logger.notice(
            "a client does not read its events and is closed",
            metadata: ["connection": "\(id)", "user": "\(space.user.id)"]
        )
        feeds.leave(number)
        session?.close(.tryAgainLater, reason: "events were not read in time")
    }

    // MARK: - The handshake

    private func act(on answer: Handshake.Answer) {
        switch answer {
        case .process(let message):
            router.route(message, from: self)
        case .held:
            break
        case .respond:
            say(ServerFrame.handshakeResponse(ids, at: .now))
        case .complete(let seen, let held, let isFirst):
            say(ServerFrame.handshakeComplete(thread: ids.thread, at: .now))
            lastEventID = seen ?? lastEventID
            if isFirst { open(held) }
        case .skip(let held):
            open(held)
        }
        arm()
    }

    private func open(_ held: [ClientMessage]) {
        // Once, also where a client shakes hands again: it has, or will get, what it was owed.
        if !hasResumed { space.resume(self, after: lastEventID) }
        hasResumed = true
        for message in held { router.route(message, from: self) }
        wake()
    }

    // MARK: - Time

    /// Has ``tick()`` called when there is something to look at; a timer that is due earlier looks earlier.
    private func arm() {
        // While the client does not read there is no point in a heartbeat, and while it owes an acknowledgement none
        // may be sent.
        let isQuiet = handshake.isOpen && unreadSince == nil
        let dues = [
            handshake.deadline,
            isQuiet ? lastSent + workshop.settings.heartbeat : nil,
            unreadSince.map { $0 + workshop.settings.limits.unread },
        ]
        guard session != nil, let due = dues.compactMap(\.self).min() else { return }
        if let timer, timer.at <= due { return }
        timer?.alarm.cancel()
        timer = (due, workshop.clock.call(at: due) { [weak self] in self?.tick() })
    }

    private func tick() {
        timer = nil
        let now = workshop.clock.now
        if let answer = handshake.look(at: now) { act(on: answer) }
        if let unreadSince, unreadSince + workshop.settings.limits.unread <= now {
            self.unreadSince = nil
            fallBehind()
        } else if handshake.isOpen, unreadSince == nil, lastSent + workshop.settings.heartbeat <= now {
            say(ServerFrame.heartbeat(at: .now))
        }
        arm()
    }
}

extension Connection: SessionObserver {
    func opened(_ session: WebSocketSession) {
        self.session = session
        space.enter(self)
        registry.enter(self)
        workshop.logger.debug(
            "connection opened",
            metadata: ["connection": "\(id)", "user": "\(space.user.id)", "peer": "\(session.remoteAddress)"]
        )
        say(ServerFrame.welcome(userID: space.user.id, connectionID: id, at: .now))
        say(ServerFrame.handshakeResponse(ids, at: .now))
        arm()
    }

    func received(_ message: WebSocketMessage, at now: Instant) {
        switch message.kind {
        case .binary:
            if handshake.isOpen { say(ErrorFrame.binary.bytes(at: .now)) }
        case .text:
            let read = router.read(message.payload)
            act(on: handshake.received(read, size: message.payload.readableBytes, at: workshop.clock.now))
        }
    }

    func writabilityChanged(_ isWritable: Bool) {
        session?.isReading = isWritable
        if isWritable {
            unreadSince = nil
            pump()
        } else if unreadSince == nil {
            unreadSince = workshop.clock.now
            arm()
        }
    }

    func ended(_ end: SessionEnd, at now: Instant) {
        timer?.alarm.cancel()
        timer = nil
        session = nil
        feeds.leave(number)
        space.leave(self)
        registry.leave(self)
        workshop.logger.debug("connection ended", metadata: ["connection": "\(id)", "how": "\(end)"])
    }
}
