import Monitor
import Results
import Testing

@Suite("The board of all probes")
struct ProbeBoardTests {
    private let board = ProbeBoard()

    @Test("it shows probes in the order of the configuration, and keeps what is known over a reload")
    func order() throws {
        board.replace(with: [try Sample.probe("b"), try Sample.probe("a")])
        var status = try #require(board.status(of: "a"))
        #expect(status.take([Sample.result("a")]) == StateChange(from: .unknown, to: .up))
        #expect(board.put(status))
        #expect(board.statuses.map { "\($0.probe) \($0.state.rawValue)" } == ["b unknown", "a up"])
        board.replace(with: [try Sample.probe("a"), try Sample.probe("c")])
        #expect(board.statuses.map { "\($0.probe) \($0.state.rawValue)" } == ["a up", "c unknown"])
    }

    @Test("a probe that watches another target begins anew, and what is known of the old one is left out")
    func otherTarget() throws {
        board.replace(with: [try Sample.probe("a")])
        var status = try #require(board.status(of: "a"))
        _ = status.take([Sample.result("a")])
        board.put(status)
        board.replace(with: [try Sample.probe("a", target: "other")])
        #expect(board.statuses.map(\.state) == [.unknown])
        #expect(!board.put(status))
        #expect(board.statuses.map(\.state) == [.unknown])
        #expect(!board.put(ProbeStatus(probe: "nobody", target: "local", kind: .journey)))
        #expect(board.status(of: "nobody") == nil)
    }
}
