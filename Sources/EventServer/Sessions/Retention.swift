import DequeModule
import Transport

/// How long ended runs are kept, over all users: the oldest go first, by age and by size. One timer, and none while
/// there is nothing to forget.
final class Retention {
    private struct Item {
        let run: Run
        let home: any RunHome
        let since: Instant
    }

    private let settings: ReplaySettings
    private let clock: any ServerClock
    private var items = Deque<Item>()
    /// Items whose run was discarded already.
    private var dead = 0
    /// Bytes of the runs that are kept.
    private var bytes = 0
    private var alarm: (any Alarm)?

    init(_ settings: ReplaySettings, clock: any ServerClock) {
        self.settings = settings
        self.clock = clock
    }

    /// A run has ended.
    func keep(_ run: Run, of home: any RunHome) {
        items.append(Item(run: run, home: home, since: clock.now))
        bytes += run.log.bytes
        expire()
    }

    /// A kept run lost so many bytes, or was forgotten with them: its user has a bound of their own.
    func released(_ count: Int) { bytes -= count }

    /// A kept run was discarded. Its item stays until half of them are such: to look for it would cost more.
    func discarded() {
        dead += 1
        guard dead > 64, dead * 2 > items.count else { return }
        items.removeAll { $0.run.isDiscarded }
        dead = 0
    }

    /// Forgets everything; nobody will come back.
    func stop() {
        alarm?.cancel()
        alarm = nil
        items.removeAll()
    }

    private func expire() {
        let now = clock.now
        while let first = items.first, isDue(first, at: now) {
            items.removeFirst()
            if first.run.isDiscarded { dead -= 1 } else { first.home.forget(first.run) }
        }
        guard alarm == nil, let first = items.first else { return }
        alarm = clock.call(at: first.since + settings.time) { [weak self] in
            self?.alarm = nil
            self?.expire()
        }
    }

    private func isDue(_ item: Item, at now: Instant) -> Bool {
        item.run.isDiscarded || bytes > settings.bytes || item.since + settings.time <= now
    }
}
