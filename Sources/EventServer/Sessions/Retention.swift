import DequeModule
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
    private let clock: any ServerClock
    private var items = Deque<Item>()
    private var bytes = 0
    private var alarm: (any Alarm)?

    init(_ settings: ReplaySettings, clock: any ServerClock) {
        self.settings = settings
        self.clock = clock
    }

    /// A run has ended.
    func keep(_ run: Run, of home: any RunHome) {
        items.append(Item(run: run, home: home, since: clock.now, bytes: run.log.bytes))
        bytes += run.log.bytes
        expire()
    }

    /// Forgets everything; nobody will come back.
    func stop() {
        alarm?.cancel()
        alarm = nil
        items.removeAll()
    }

    private func expire() {
        let now = clock.now
        while let first = items.first, bytes > settings.bytes || first.since + settings.time <= now {
            items.removeFirst()
            bytes -= first.bytes
            first.home.forget(first.run)
        }
        guard alarm == nil, let first = items.first else { return }
        alarm = clock.call(at: first.since + settings.time) { [weak self] in
            self?.alarm = nil
            self?.expire()
        }
    }
}
