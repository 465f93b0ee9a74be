import Results
import Testing

@testable import Monitor

@Suite("The last events")
struct StreamRingTests {
    private func ring(_ count: Int, most: Int = 3, mostBytes: Int = 1_000) -> StreamRing {
        var ring = StreamRing(start: WallTime(milliseconds: 1), most: most, mostBytes: mostBytes)
        for number in 0..<count { _ = ring.append(.result, Array("\(number)".utf8)) }
        return ring
    }

    private func event(_ id: Int64, _ data: String) -> StreamEvent {
        StreamEvent(id: id, kind: .result, data: Array(data.utf8))
    }

    @Test("ids go up by one from a number that the start gives")
    func ids() {
        var ring = ring(0)
        #expect(ring.newest == 1_024)
        #expect(ring.append(.alert, []) == StreamEvent(id: 1_025, kind: .alert, data: []))
        #expect(StreamRing(start: WallTime(milliseconds: 2)).newest == 2_048)
    }

    @Test("who comes back gets what it lacks, oldest first")
    func missed() {
        let ring = ring(5)
        #expect(ring.missed(after: 1_029) == .events([]))
        #expect(ring.missed(after: 1_028) == .events([event(1_029, "4")]))
        #expect(ring.missed(after: 1_026) == .events([event(1_027, "2"), event(1_028, "3"), event(1_029, "4")]))
    }

    @Test(
        "an id that is too old, of another start, or of the future is unknown",
        arguments: [1_025, 1_023, 0, -1, 1_030]
    )
    func unknown(id: Int64) {
        #expect(ring(5).missed(after: id) == .unknown)
    }

    @Test("before the first event, who has the beginning lacks nothing")
    func beginning() {
        #expect(ring(0).missed(after: 1_024) == .events([]))
        #expect(ring(0).missed(after: 1_023) == .unknown)
        #expect(ring(0).missed(after: .min) == .unknown)
        #expect(ring(0).missed(after: .max) == .unknown)
    }

    @Test("large events leave room for fewer")
    func bytes() {
        #expect(ring(3, mostBytes: 2).missed(after: 1_025) == .events([event(1_026, "1"), event(1_027, "2")]))
        #expect(ring(3, mostBytes: 2).missed(after: 1_024) == .unknown)
    }

    @Test("an event is the text that browsers read")
    func text() {
        #expect(String(decoding: event(7, "{}").text, as: UTF8.self) == "id: 7\nevent: result\ndata: {}\n\n")
    }
}
