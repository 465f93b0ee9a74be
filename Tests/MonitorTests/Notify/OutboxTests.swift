import GRDB
@testable import Monitor
import Results
import Testing

@Suite("The outbox")
struct OutboxTests {
    private let outbox: TestOutbox
    private let noon = Sample.noon

    init() throws { outbox = try TestOutbox() }

    private func told(_ kind: AlertNotification.Kind, _ group: String = "a/p") -> AlertNotification {
        AlertNotification(kind: kind, receiver: "oncall", group: group, alerts: [], at: noon)
    }

    private func next() throws -> OutboxRecord? { try outbox.now { try OutboxRecords.next(of: "oncall", in: $0) } }

    private func record(_ decision: DeliveryDecision, _ record: OutboxRecord?) throws {
        let id = try #require(record).id
        try outbox.now { try OutboxRecords.record(decision, answer: "x", of: id, in: $0) }
    }

    @Test("a row comes back as it was put in")
    func roundTrip() throws {
        let told = try Told.both().firing
        try outbox.put(told)
        let row = try #require(try next())
        #expect(row.id.hasPrefix("msg_"))
        var wanted = OutboxRecord(id: row.id, notification: told, at: noon)
        #expect(row == wanted)
        try record(.retry(at: noon.advanced(by: .seconds(9))), row)
        wanted.attempts = 1
        wanted.nextAt = noon.advanced(by: .seconds(9))
        wanted.answer = "x"
        #expect(try next() == wanted)
    }

    @Test("a group's rows come one after the other, other groups are not held up by it")
    func order() throws {
        try outbox.put(told(.firing), told(.resolved), told(.firing, "b/p"))
        let first = try next()
        #expect(first?.notification == told(.firing))
        try record(.retry(at: noon.advanced(by: .seconds(60))), first)
        let second = try next()
        #expect(second?.notification == told(.firing, "b/p"))
        try record(.delivered, second)
        // The resolved one waits although it has been due for long.
        #expect(try next()?.id == first?.id)
        try record(.dead, first)
        #expect(try next()?.notification == told(.resolved))
    }

    @Test("reminders alone are replaced: by newer ones, by the end, and by a firing that has not arrived")
    func reminders() throws {
        try outbox.put(told(.firing), told(.reminder))
        #expect(try outbox.lines() == ["firing oncall pending after 0"])
        try record(.delivered, try next())
        try outbox.put(told(.reminder), told(.reminder), told(.reminder, "b/p"), told(.resolved))
        #expect(
            try outbox.lines() == [
                "firing oncall delivered after 0: x", "repeat oncall replaced after 0",
                "repeat oncall replaced after 0", "repeat oncall pending after 0", "resolved oncall pending after 0",
            ]
        )
    }

    @Test("a flapping alert keeps each of its transitions")
    func flapping() throws {
        try outbox.put(told(.firing), told(.resolved), told(.firing), told(.resolved))
        #expect(try outbox.lines().count { $0.contains("pending") } == 4)
        #expect(try outbox.now { try OutboxRecords.waitingCounts(in: $0) } == ["oncall": 4])
    }

    @Test("a replay sends dead letters again, and after them what their group was sent since")
    func replay() throws {
        try outbox.put(told(.firing), told(.resolved), told(.firing, "b/p"))
        try record(.delivered, try outbox.now { try OutboxRecords.newest(.pending, limit: 1, in: $0).first })
        let lost = try next()
        try record(.dead, lost)
        try record(.delivered, try next())
        let later = noon.advanced(by: .seconds(100))
        #expect(try outbox.now { try OutboxRecords.replay(since: later, in: $0, at: later) } == 0)
        #expect(try outbox.now { try OutboxRecords.replay(since: noon, in: $0, at: later) } == 2)
        #expect(try next()?.id == lost?.id)
        #expect(
            try outbox.lines() == [
                "firing oncall pending after 0: x", "resolved oncall pending after 0: x",
                "firing oncall delivered after 0: x",
            ]
        )
    }

    @Test("what is settled and old is forgotten, what waits never is")
    func pruning() throws {
        try outbox.put(told(.firing), told(.firing, "b/p"))
        try record(.delivered, try next())
        let later = noon.advanced(by: .seconds(100))
        #expect(try outbox.now { try OutboxRecords.prune(before: noon, limit: 10, in: $0) } == 0)
        #expect(try outbox.now { try OutboxRecords.prune(before: later, limit: 10, in: $0) } == 1)
        #expect(try outbox.lines() == ["firing oncall pending after 0"])
    }

    @Test("what the engine remembers is stored with what it says, and loaded again")
    func memories() throws {
        var story = Story(.rule(.failures(count: 2, of: 3)))
        let steps = [story.play("F"), story.play("F")]
        for step in steps { try outbox.now { try AlertRecords.save(step, in: $0, at: noon) } }
        #expect(try outbox.now { try AlertRecords.load($0) } == steps[1].memories)
        #expect(try outbox.lines() == ["firing oncall pending after 0"])
        let end = story.play("P")
        try outbox.now { try AlertRecords.save(end, in: $0, at: noon) }
        #expect(try outbox.now { try AlertRecords.load($0) } == [])
        #expect(try outbox.lines() == ["firing oncall pending after 0", "resolved oncall pending after 0"])
    }

    @Test("a step that cannot be stored whole is not stored at all")
    func atomic() throws {
        var story = Story(.rule(.failures(count: 1, of: 1)))
        let step = story.play("F")
        try outbox.now { try $0.execute(sql: "DROP TABLE notification") }
        #expect(throws: DatabaseError.self) { try outbox.now { try AlertRecords.save(step, in: $0, at: noon) } }
        #expect(try outbox.now { try AlertRecords.load($0) } == [])
    }
}
