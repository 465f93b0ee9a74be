import Testing

@testable import Monitor

@Suite("Who gives way on a full port")
struct CrowdTests {
    /// A crowd, and who was told to leave it.
    private final class Bench {
        let crowd: Crowd
        var names: [String: Int] = [:]
        var left: [String] = []

        init(limit: Int) {
            crowd = Crowd(limit: limit)
        }

        func enter(_ guest: String, _ stage: Exchange.Stage = .fresh) {
            let name = crowd.enter { [unowned self] in left.append(guest) }
            names[guest] = name
            if stage != .fresh { crowd.moved(name, to: stage) }
        }

        func move(_ guest: String, to stage: Exchange.Stage) {
            if let name = names[guest] { crowd.moved(name, to: stage) }
        }
    }

    @Test("nobody, while there is room")
    func room() {
        let bench = Bench(limit: 2)
        bench.enter("a")
        bench.enter("b")
        #expect(bench.left == [])
        #expect(bench.crowd.count == 2)
    }

    @Test("first who waits for nothing, then who owes most of a request, then who takes no answer")
    func order() {
        let stages: [(String, Exchange.Stage)] = [
            ("unread", .unread), ("body", .body), ("answering", .answering), ("head", .head), ("fresh", .fresh),
            ("idle", .idle), ("leaving", .leaving),
        ]
        let bench = Bench(limit: stages.count)
        for (guest, stage) in stages { bench.enter(guest, stage) }
        for number in 1...stages.count { bench.enter("new \(number)", .answering) }
        #expect(bench.left == ["leaving", "idle", "head", "fresh", "body", "unread"])
        #expect(bench.crowd.count == stages.count + 1)
    }

    @Test("of equals the one that has been so for the longest")
    func longest() {
        let bench = Bench(limit: 3)
        for guest in ["a", "b", "c"] { bench.enter(guest, .idle) }
        bench.move("a", to: .answering)
        bench.move("a", to: .idle)
        bench.enter("d", .idle)
        bench.enter("e", .idle)
        bench.enter("f", .idle)
        #expect(bench.left == ["b", "c", "a"])
    }

    @Test("a place that was left is free, and whoever was told to leave frees no second one")
    func free() throws {
        let bench = Bench(limit: 1)
        bench.enter("a")
        bench.crowd.left(try #require(bench.names["a"]))
        bench.enter("b")
        #expect(bench.left == [])
        bench.enter("c")
        bench.crowd.left(try #require(bench.names["b"]))
        bench.move("b", to: .idle)
        #expect(bench.crowd.count == 1)
        bench.enter("d")
        #expect(bench.left == ["b", "c"])
    }
}
