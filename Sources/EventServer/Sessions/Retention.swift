import DequeModule
import NIOCore
import Transport

/// How long ended runs are kept, over all users: the oldest go first, by age and by size. One timer, and none while
/// there is nothing to forget.
final class Retention {
    private struct Item {
        let run: Run
        let home: any RunHome
        let since: Instant
        let bytes: Int
    }

    private let settings: ReplaySettings
    private let loop: any EventLoop
    private var items = Deque<Item>()
    private var bytes = 0
    private var timer: Scheduled<Void>?

    init(_ settings: ReplaySettings, on loop: any EventLoop) {
        self.settings = settings
        self.loop = loop
    }

    /// A run has ended.
    func keep(_ run: Run, of home: any RunHome, since now: Instant) {
        items.append(Item(run: run, home: home, since: now, bytes: run.log.bytes))
        bytes += run.log.bytes
        expire(at: now)
    }

    /// Forgets everything; nobody will come back.
    func stop() {
        timer?.cancel()
        timer = nil
        items.removeAll()
    }

    private func expire(at now: Instant) {
        while let first = items.first, bytes > settings.bytes || first.since + settings.time <= now {
            items.removeFirst()
            bytes -= first.bytes
            first.home.forget(first.run)
        }
        guard timer == nil, let first = items.first else { return }
        timer = loop.assumeIsolated().scheduleTask(in: TimeAmount(now.duration(to: first.since + settings.time))) {
            [weak self] in
            self?.timer = nil
            self?.expire(at: .now)
        }
    }
}
