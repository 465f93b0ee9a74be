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
        record.add(.milliseconds(300), at: at(1))
        record.add(.milliseconds(20), at: at(2))
        record.add(.milliseconds(100), at: at(3))
        #expect(record.worst(since: at(0)) == .milliseconds(300))
        #expect(record.worst(since: at(1)) == .milliseconds(300))
        #expect(record.worst(since: at(2)) == .milliseconds(100))
        #expect(record.worst(since: at(3)) == .milliseconds(100))
        #expect(record.worst(since: at(4)) == .zero)
    }

    @Test("it answers as a list of everything would", arguments: [1 as UInt64, 2, 3, 4])
    func againstAList(seed: UInt64) {
        var random = Seeded(seed)
        var record = LagRecord()
        var everything: [(at: Int, lag: Int)] = []
        for second in 0..<400 {
            let lag = random.next(below: 100) * random.next(below: 100)
            record.add(.milliseconds(lag), at: at(second))
            everything.append((second, lag))
            let since = random.next(below: second + 2)
            let worst = everything.filter { $0.at >= since }.map(\.lag).max() ?? 0
            #expect(record.worst(since: at(since)) == .milliseconds(worst))
        }
    }

    @Test("a record of ever smaller latenesses stays small, and errs on the side of having been late")
    func capacity() {
        var record = LagRecord()
        for second in 0..<10_000 { record.add(.milliseconds(20_000 - second), at: at(second)) }
        #expect(record.worst(since: at(0)) == .milliseconds(20_000))
        #expect(record.worst(since: at(9_999)) == .milliseconds(10_001))
        #expect(record.worst(since: at(9_000)) >= .milliseconds(11_000))
    }

    @Test("what lies more than a day back is forgotten")
    func memory() {
        var record = LagRecord()
        record.add(.seconds(9), at: at(0))
        record.add(.milliseconds(1), at: at(86_401))
        #expect(record.worst(since: at(0)) == .milliseconds(1))
    }
}
