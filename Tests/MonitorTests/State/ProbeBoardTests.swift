import Monitor
import Results
import Testing

@Suite("The board of all probes")
struct ProbeBoardTests {
    private let board = ProbeBoard()

    @Test("it shows probes in the order of the configuration, and keeps what is known over a reload")
    func order() throws {
        board.replace(with: [try Sample.probe("b"), try Sample.probe("a")])
        #expect(board.take([Sample.result("a")])?.change == StateChange(from: .unknown, to: .up))
        #expect(board.statuses.map { "\($0.probe) \($0.state.rawValue)" } == ["b unknown", "a up"])
        board.replace(with: [try Sample.probe("a"), try Sample.probe("c")])
        #expect(board.statuses.map { "\($0.probe) \($0.state.rawValue)" } == ["a up", "c unknown"])
    }

    @Test("a probe that watches another target begins anew, and results of the old one are left out")
    func otherTarget() throws {
        board.replace(with: [try Sample.probe("a")])
        _ = board.take([Sample.result("a")])
        board.replace(with: [try Sample.probe("a", target: "other")])
        #expect(board.statuses.map(\.state) == [.unknown])
        #expect(board.take([Sample.result("a")]) == nil)
        #expect(board.take([Sample.result("nobody")]) == nil)
    }
}
