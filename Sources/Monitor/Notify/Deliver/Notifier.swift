public import Logging
public import Results
public import ServiceLifecycle
public import Transport

/// Delivers the outbox: one worker a receiver, so that one that hangs delays nobody but itself.
///
/// What it sends is what is stored. It is told by ``wake()`` that something was; it also looks by itself when it starts
/// and when an attempt is due.
public final class Notifier<C: Clock & Sendable, Storage: OutboxStorage>: Service where C.Instant == Instant {
    private let board: ReceiverBoard
    private let hiring = Bell()
    private let storage: Storage
    private let sender: NotificationSender<C>
    private let clock: C
    private let plan: DeliveryPlan
    private let meter: NotificationMeter
    private let logger: Logger
    private let now: @Sendable () -> WallTime
    private let jitter: @Sendable () -> Double

    /// - Parameters:
    ///   - storage: where the outbox is.
    ///   - client: makes the requests.
    ///   - clock: by what it waits and times out.
    ///   - agent: the value of `user-agent`.
    ///   - links: where notifications lead, until ``replace(with:links:)``.
    ///   - now: what the wall clock says.
    ///   - jitter: random numbers from 0 to 1 for the back-off.
    public init(
        storage: Storage,
        client: HTTPClient,
        clock: C,
        agent: String,
        links: NotificationLinks,
        plan: DeliveryPlan = DeliveryPlan(),
        meter: NotificationMeter,
        logger: Logger,
        now: @escaping @Sendable () -> WallTime = { .now },
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        board = ReceiverBoard(links: links)
        self.storage = storage
        sender = NotificationSender(client: client, clock: clock, agent: agent)
        self.clock = clock
        self.plan = plan
        self.meter = meter
        self.logger = logger
        self.now = now
        self.jitter = jitter
    }

    /// Puts these receivers in force instead of those before. What waits for one that is gone goes on waiting.
    public func replace(with receivers: [AlertReceiver], links: NotificationLinks) {
        meter.prepare(receivers.map(\.name))
        board.replace(with: receivers, links: links)
        hiring.ring()
    }

    /// Has every worker look into the outbox; to be called once something new is stored in it.
    public func wake() { board.ring() }

    /// Delivers until a graceful shutdown or cancellation. An attempt that is under way then is given up, and made again
    /// with the same id after the next start.
    public func run() async {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for (name, bell) in self.board.hire() { group.addTask { await self.worker(name, bell).run() } }
                    await self.hiring.wait()
                }
            }
        }
    }

    /// Sends a marked sample to a receiver at once, past the outbox; nil where there is no such receiver.
    public func test(_ name: String) async -> Attempt? {
        guard let (receiver, links) = board.receiver(name) else { return nil }
        let time = now()
        return await sender.send(
            .sample(for: name, at: time),
            id: "msg_\(ULID(at: time))",
            to: receiver,
            links: links,
            at: time
        )
    }

    private func worker(_ name: String, _ bell: Bell) -> DeliveryWorker<C, Storage> {
        DeliveryWorker(
            name: name,
            board: board,
            bell: bell,
            storage: storage,
            sender: sender,
            clock: clock,
            plan: plan,
            meter: meter,
            logger: logger,
            now: now,
            jitter: jitter
        )
    }
}

extension AlertNotification {
    /// A notification that says plainly that nothing is wrong.
    static func sample(for receiver: String, at now: WallTime) -> AlertNotification {
        let alert = Alert(
            name: "test",
            state: .firing,
            severity: .info,
            probe: "test",
            target: "test",
            since: now,
            until: nil,
            reason: "quintet alerts test: nothing is wrong",
            annotations: ["summary": "This is a test of the receiver \(receiver). Nothing is wrong."],
            failure: nil,
            result: nil
        )
        return AlertNotification(kind: .test, receiver: receiver, group: "test", alerts: [alert], at: now)
    }
}
