import GRDB
import Logging
import Results
import Transport

/// Sends one receiver what waits for it, one after the other, and records what came of it.
struct DeliveryWorker<C: Clock & Sendable, Storage: OutboxStorage>: Sendable where C.Instant == Instant {
    /// How long it waits when the store does not answer.
    private static var storePause: Duration { .seconds(1) }
    /// It looks at the wall clock at least so often: that may be set to another time.
    private static var longestPause: Duration { .seconds(60) }

    let name: String
    let board: ReceiverBoard
    let bell: Bell
    let storage: Storage
    let sender: NotificationSender<C>
    let clock: C
    let plan: DeliveryPlan
    let meter: NotificationMeter
    let logger: Logger
    /// What the wall clock says.
    let now: @Sendable () -> WallTime
    /// A random number, 0 to 1.
    let jitter: @Sendable () -> Double

    /// Works until the receiver is gone or the task is cancelled.
    func run() async {
        while !Task.isCancelled, !board.dismiss(name) {
            do {
                let (next, count) = try await storage.read { [name] db in
                    (try OutboxRecords.next(of: name, in: db), try OutboxRecords.waitingCounts(in: db)[name] ?? 0)
                }
                meter.waiting(name, count)
                guard let next else {
                    await bell.wait()
                    continue
                }
                await handle(next)
            } catch let error as OutboxRecord.Unreadable {
                // One row of another version is not to keep all others from going out.
                await keep(.dead, "this version cannot read it", error.id)
            } catch {
                logger.warning("the outbox of \(name) cannot be read: \(error)")
                await pause(Self.storePause)
            }
        }
    }

    private func handle(_ record: OutboxRecord) async {
        let time = now()
        guard plan.isDue(record.nextAt, at: time) else {
            await pause(min(time.duration(to: record.nextAt), Self.longestPause))
            return
        }
        guard let (receiver, links) = board.receiver(name),
            let attempt = await sender.send(record.notification, id: record.id, to: receiver, links: links, at: time)
        else { return }
        let decision = plan.decide(
            attempt.outcome,
            failures: record.attempts,
            created: record.createdAt,
            at: now(),
            jitter: jitter()
        )
        meter.attempted(name, decision)
        tell(record, attempt, decision)
        await keep(decision, attempt.answer, record.id)
    }

    /// Records what came of an attempt, however long the store takes: to send again what has arrived is the lesser evil
    /// only to losing it.
    private func keep(_ decision: DeliveryDecision, _ answer: String, _ id: String) async {
        while !Task.isCancelled {
            do {
                return try await storage.write { db in
                    try OutboxRecords.record(decision, answer: answer, of: id, in: db)
                }
            } catch {
                logger.warning("the outbox of \(name) cannot be written: \(error)")
                await pause(Self.storePause)
            }
        }
    }

    private func tell(_ record: OutboxRecord, _ attempt: Attempt, _ decision: DeliveryDecision) {
        let what = "\(record.notification.kind.rawValue) of \(record.notification.group) to \(name)"
        switch decision {
        case .delivered: logger.info("\(what) delivered (\(record.id))")
        case .retry(let time): logger.notice("\(what) failed, again at \(time): \(attempt.answer) (\(record.id))")
        case .dead: logger.error("\(what) is a dead letter: \(attempt.answer) (\(record.id))")
        }
    }

    /// Returns after `time`, or as soon as the bell rings, or when the task is cancelled.
    private func pause(_ time: Duration) async {
        await withTaskGroup { group in
            // Cancellation is all that a sleep can fail with, and then it is not needed any more.
            group.addTask { try? await clock.sleep(until: clock.now.advanced(by: time), tolerance: nil) }
            group.addTask { await bell.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}
