import NIOCore
import Testing

@testable import Transport

@Suite("Look-ups under way")
struct FlightBoardTests {
    private let start = Instant.now

    @Test("a flight is one of name and family; who comes later joins it")
    func joining() throws {
        var board = FlightBoard()
        let key = try key("a", .v4)
        #expect(board.ask(try asker(1, "a", .v4), at: start) == .start(key))
        #expect(board.ask(try asker(2, "A", .v4), at: start) == .joined)
        #expect(board.ask(try asker(3, "a", .v6), at: start) == .start(try self.key("a", .v6)))
        #expect(tickets(board.landed(key, .failure(.notFound("a")))) == [1, 2])
        #expect(tickets(board.landed(key, .failure(.notFound("a")))) == [])
        #expect(board.count == 1)
    }

    @Test("who leaves is told once; the flight goes on")
    func leaving() throws {
        var board = FlightBoard()
        _ = board.ask(try asker(1, "a", .v4), at: start)
        #expect(board.leave(1)?.asker.ticket == 1)
        #expect(board.leave(1) == nil)
        #expect(board.ask(try asker(2, "a", .v4), at: start) == .joined)
        #expect(tickets(board.landed(try key("a", .v4), .failure(.notFound("a")))) == [2])
    }

    @Test("each asker has its own deadline")
    func deadlines() throws {
        var board = FlightBoard()
        for second in [3, 1, 2] { _ = board.ask(try asker(UInt64(second), "a", .v4, within: second), at: start) }
        #expect(board.deadline == start + .seconds(1))
        #expect(tickets(board.expire(at: start + .milliseconds(999))) == [])
        #expect(tickets(board.expire(at: start + .seconds(2))) == [1, 2])
        #expect(board.deadline == start + .seconds(3))
        #expect(tickets(board.expire(at: start + .seconds(3))) == [3])
        #expect(board.deadline == nil)
    }

    @Test("a silence is the name's own when a server was heard since it was asked for")
    func silence() throws {
        var board = FlightBoard()
        _ = board.ask(try asker(1, "a", .v4, within: 1), at: start)
        board.heard(at: start + .milliseconds(500))
        _ = board.ask(try asker(2, "a", .v4, since: .milliseconds(600), within: 1), at: start + .milliseconds(600))
        #expect(
            errors(board.expire(at: start + .seconds(2))) == [
                .timedOut("a", resolverAnswers: true), .timedOut("a", resolverAnswers: false),
            ]
        )
        // The flight began before the server was heard.
        _ = board.ask(try asker(3, "a", .v4, since: .milliseconds(700)), at: start + .seconds(2))
        #expect(errors(board.landed(try key("a", .v4), nil)) == [.timedOut("a", resolverAnswers: true)])
    }

    @Test("quiet is a flight that waited while nothing was heard")
    func quiet() throws {
        var board = FlightBoard()
        #expect(!board.isQuiet(for: .seconds(1), at: start + .seconds(9)))
        _ = board.ask(try asker(1, "a", .v4), at: start)
        #expect(!board.isQuiet(for: .seconds(1), at: start + .milliseconds(999)))
        #expect(board.isQuiet(for: .seconds(1), at: start + .seconds(1)))
        board.heard(at: start + .seconds(1))
        #expect(!board.isQuiet(for: .seconds(1), at: start + .milliseconds(1999)))
        #expect(board.isQuiet(for: .seconds(1), at: start + .seconds(2)))
    }

    @Test("flights are bounded, askers of a flight under way are not")
    func bounded() throws {
        var board = FlightBoard()
        for number in 0..<FlightBoard.most { _ = board.ask(try asker(UInt64(number), "n\(number)", .v4), at: start) }
        #expect(board.ask(try asker(9_999, "other", .v4), at: start) == .refused)
        #expect(board.ask(try asker(10_000, "n0", .v4), at: start) == .joined)
        #expect(board.clear().count == FlightBoard.most + 1)
        #expect(board.count == 0)
    }

    private func asker(
        _ ticket: UInt64,
        _ name: String,
        _ family: AddressFamily,
        since: Duration = .zero,
        within seconds: Int = 60
    ) throws -> Asker {
        Asker(
            ticket: ticket,
            host: try #require(HostName(name)),
            family: family,
            since: start + since,
            deadline: start + .seconds(seconds)
        ) { _ in }
    }

    private func key(_ name: String, _ family: AddressFamily) throws -> FlightBoard.Key {
        FlightBoard.Key(host: try #require(HostName(name)), family: family)
    }

    private func tickets(_ deliveries: [FlightBoard.Delivery]) -> [UInt64] { deliveries.map(\.asker.ticket).sorted() }

    private func errors(_ deliveries: [FlightBoard.Delivery]) -> [NameError] {
        deliveries.sorted { $0.asker.ticket < $1.asker.ticket }.compactMap { delivery in
            if case .failure(let error) = delivery.answer { error } else { nil }
        }
    }
}
