import Probes
import TestSupport
import Testing
import Transport

@testable import Monitor

@Suite("The record of lateness")
struct LagRecordTests {
    private let start = Instant.now

    private func at(_ seconds: Int) -> Instant { start.advanced(by: .seconds(seconds)) }

    @Test("the worst since an instant, and nothing of before it")
    func since() {
        var record = LagRecord()
        record.add(Lateness(by: .milliseconds(300), seenAt: at(1)))
        record.add(Lateness(by: .milliseconds(20), seenAt: at(2)))
        record.add(Lateness(by: .milliseconds(100), seenAt: at(3)))
        #expect(record.worst(since: at(0)) == Lateness(by: .milliseconds(300), seenAt: at(1)))
        #expect(record.worst(since: at(1)) == Lateness(by: .milliseconds(300), seenAt: at(1)))
        #expect(record.worst(since: at(2)) == Lateness(by: .milliseconds(100), seenAt: at(3)))
        #expect(record.worst(since: at(3)) == Lateness(by: .milliseconds(100), seenAt: at(3)))
        #expect(record.worst(since: at(4)) == nil)
    }

    @Test("it answers as a list of everything would", arguments: [1 as UInt64, 2, 3, 4])
    func againstAList(seed: UInt64) {
        var random = Seeded(seed)
        var record = LagRecord()
        var everything: [(at: Int, lag: Int)] = []
        for second in 0..<400 {
            let lag = random.next(below: 100) * random.next(below: 100)
            record.add(Lateness(by: .milliseconds(lag), seenAt: at(second)))
            everything.append((second, lag))
            let since = random.next(below: second + 2)
            // Of equals the latest.
            let worst = everything.filter { $0.at >= since }.max { ($0.lag, $0.at) < ($1.lag, $1.at) }
            #expect(
                record.worst(since: at(since))
                    == worst.map { Lateness(by: .milliseconds($0.lag), seenAt: at($0.at)) }
            )
        }
    }

    @Test("a record of ever smaller latenesses stays small, and errs on the side of having been late")
    func capacity() {
        var record = LagRecord()
        for second in 0..<10_000 { record.add(Lateness(by: .milliseconds(20_000 - second), seenAt: at(second))) }
        #expect(record.worst(since: at(0))?.by == .milliseconds(20_000))
        #expect(record.worst(since: at(9_999))?.by == .milliseconds(10_001))
        #expect(record.worst(since: at(9_000)).map { $0.by >= .milliseconds(11_000) } == true)
    }

    @Test("what lies more than a day back is forgotten")
    func memory() {
        var record = LagRecord()
        record.add(Lateness(by: .seconds(9), seenAt: at(0)))
        record.add(Lateness(by: .milliseconds(1), seenAt: at(86_401)))
        #expect(record.worst(since: at(0))?.by == .milliseconds(1))
    }
}
