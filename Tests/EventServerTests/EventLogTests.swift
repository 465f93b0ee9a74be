import NIOCore
import TestSupport
import Testing

@testable import EventServer

@Suite("The log of a run")
struct EventLogTests {
    private func log(_ texts: [String], sequences: [UInt64]) -> EventLog {
        var log = EventLog()
        for (text, sequence) in zip(texts, sequences) { log.append(sequence) { $0.writeString(text) } }
        return log
    }

    private func texts(_ log: EventLog) -> [String] {
        (log.start..<log.end).compactMap { log.payload(at: $0).map { String(buffer: $0) } }
    }

    @Test("events come back as they were appended, by position")
    func positions() {
        let log = log(["one", "", "three"], sequences: [4, 6, 9])
        #expect(texts(log) == ["one", "", "three"])
        #expect((0..<4).map(log.sequence) == [4, 6, 9, nil])
        #expect(log.payload(at: 3) == nil && log.payload(at: -1) == nil)
        #expect(log.count == 3 && log.start == 0 && log.end == 3 && log.bytes == 8)
    }

    @Test("events are found by their number, also by one between two of them")
    func numbers() {
        var log = log(["one", "two", "three"], sequences: [4, 6, 9])
        #expect([3, 4, 5, 6, 9, 10].map(log.position(after:)) == [0, 1, 1, 2, 3, 3])
        #expect((3...10).filter { log.contains($0) } == [4, 6, 9])
        log.dropOldest()
        #expect([3, 4, 6, 9].map(log.position(after:)) == [1, 1, 2, 3])
        #expect((3...10).filter { log.contains($0) } == [6, 9])
    }

    @Test("a dropped event is gone, and the positions of the others stay")
    func dropping() {
        var log = log(["one", "two", "three"], sequences: [4, 6, 9])
        log.dropOldest()
        #expect(log.payload(at: 0) == nil && log.sequence(at: 0) == nil)
        #expect(texts(log) == ["two", "three"])
        #expect(log.start == 1 && log.end == 3 && log.bytes == 8)
        log.dropAll()
        #expect(log.start == 3 && log.end == 3 && log.bytes == 0 && log.count == 0)
        log.dropOldest()
        log.append(11) { $0.writeString("four") }
        #expect(log.payload(at: 3).map { String(buffer: $0) } == "four" && log.sequence(at: 3) == 11)
    }

    @Test("whatever is appended, dropped and compacted: what is left is what a list would hold")
    func random() {
        var random = Seeded(3)
        var log = EventLog()
        var expected: [(position: Int, sequence: UInt64, text: String)] = []
        var sequence: UInt64 = 0
        for position in 0..<3000 {
            sequence += UInt64(1 + random.next(below: 3))
            let text = String(repeating: "x", count: random.next(below: 300))
            log.append(sequence) { $0.writeString(text) }
            expected.append((position, sequence, text))
            while expected.count > random.next(below: 40) {
                log.dropOldest()
                expected.removeFirst()
            }
            if random.next(below: 50) == 0 { log.compact() }
            #expect(log.bytes == expected.reduce(0) { $0 + $1.text.utf8.count } && log.count == expected.count)
            for event in expected {
                #expect(log.sequence(at: event.position) == event.sequence)
                #expect(log.payload(at: event.position).map { String(buffer: $0) } == event.text)
            }
        }
    }
}
