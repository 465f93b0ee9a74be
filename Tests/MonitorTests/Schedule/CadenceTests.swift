import Testing
import Transport

@testable import Monitor

@Suite("The cadence of a probe")
struct CadenceTests {
    private let start = Instant.now
    private var cadence: Cadence

    init() {
        cadence = Cadence(period: .seconds(10), offset: .seconds(3), origin: start, now: start)
    }

    private func at(_ seconds: Double) -> Instant { start.advanced(by: .seconds(seconds)) }

    @Test("slots lie a period apart, from the offset on, whatever the lateness of each run")
    mutating func noDrift() {
        #expect(cadence.look(at: at(0), isRunning: false) == .wait(until: at(3)))
        #expect(cadence.look(at: at(3), isRunning: false) == .run(lag: .zero, missed: 0))
        #expect(cadence.look(at: at(13.5), isRunning: false) == .run(lag: .milliseconds(500), missed: 0))
        #expect(cadence.look(at: at(13.5), isRunning: false) == .wait(until: at(23)))
        #expect(cadence.look(at: at(23.25), isRunning: false) == .run(lag: .milliseconds(250), missed: 0))
        #expect(cadence.next == at(33))
    }

    @Test("a million slots later the grid has not moved")
    mutating func farAway() {
        var odd = Cadence(period: .milliseconds(333), offset: .zero, origin: start, now: start)
        for slot in 0..<1_000 {
            let due = start.advanced(by: .milliseconds(333) * slot)
            #expect(odd.look(at: due, isRunning: false) == .run(lag: .zero, missed: 0))
        }
        let far = start.advanced(by: .milliseconds(333) * 1_000_000)
        var late = Cadence(period: .milliseconds(333), offset: .zero, origin: start, now: far)
        #expect(late.look(at: far, isRunning: false) == .run(lag: .zero, missed: 0))
    }

    @Test("a slot that comes while a run is under way is an overrun")
    mutating func overrun() {
        #expect(cadence.look(at: at(3), isRunning: false) == .run(lag: .zero, missed: 0))
        #expect(cadence.look(at: at(13), isRunning: true) == .skip(count: 1, .overrun))
        #expect(cadence.look(at: at(43), isRunning: true) == .skip(count: 3, .overrun))
        #expect(cadence.look(at: at(53), isRunning: false) == .run(lag: .zero, missed: 0))
    }

    @Test("after a long sleep nothing is made up for: the missed slots are counted, and the next one runs")
    mutating func suspended() {
        #expect(cadence.look(at: at(3), isRunning: false) == .run(lag: .zero, missed: 0))
        #expect(cadence.look(at: at(3_608), isRunning: false) == .skip(count: 360, .late))
        #expect(cadence.look(at: at(3_608), isRunning: false) == .wait(until: at(3_613)))
        #expect(cadence.look(at: at(3_613), isRunning: false) == .run(lag: .zero, missed: 0))
    }

    @Test("a slot that is hardly over when the machine wakes is run, and those before it are missed")
    mutating func awakeAtASlot() {
        #expect(cadence.look(at: at(3_603.5), isRunning: false) == .run(lag: .milliseconds(500), missed: 360))
    }

    @Test("a monitor that is always late runs every second slot rather than none")
    mutating func alwaysLate() {
        #expect(cadence.look(at: at(8), isRunning: false) == .skip(count: 1, .late))
        #expect(cadence.look(at: at(18), isRunning: false) == .run(lag: .seconds(5), missed: 0))
        #expect(cadence.look(at: at(28), isRunning: false) == .skip(count: 1, .late))
        #expect(cadence.look(at: at(38), isRunning: false) == .run(lag: .seconds(5), missed: 0))
    }

    @Test("the first slot is never in the past")
    func firstSlot() {
        for now in [0, 2.999, 3, 3.001, 12.9, 13, 100] {
            let late = Cadence(period: .seconds(10), offset: .seconds(3), origin: start, now: at(now))
            #expect(late.next >= at(now))
            #expect(late.next < at(now + 10))
            #expect(
                start.duration(to: late.next).attoseconds % Duration.seconds(10).attoseconds
                    == Duration.seconds(3).attoseconds
            )
        }
    }
}
