import FoundationEssentials
import Testing
import Transport

@testable import EventServer

@Suite("Tickets, and what a login has opened", .timeLimit(.minutes(5)))
struct TicketTests {
    private struct Ticket: Decodable {
        let ticket_id: String
        let ttl_seconds: Int
        let single_use: Bool
        let websocket_url: String
    }

    @Test("a ticket lets its user in once, or often, as it says")
    func tickets() async throws {
        try await TestServer.with { server in
            let port = server.address.port
            let bearer = "Authorization: Bearer \(try await TestUser.ann.login(at: server).access_token)"
            let wire = HTTPWire(port: port)
            let once = try await wire.post("/websocket/ticket", headers: [bearer]).decoded(Ticket.self)
            #expect(once.ttl_seconds == 300 && once.single_use)
            #expect(once.websocket_url == "ws://127.0.0.1:\(port)/ws?ticket=\(once.ticket_id)")
            _ = try await TestSocket.open(port: port, target: "/ws?ticket=\(once.ticket_id)")
            await #expect(throws: Refused.self) {
                _ = try await TestSocket.open(port: port, target: "/ws?auth_ticket=\(once.ticket_id)")
            }
            let often = try await wire.post(
                "/websocket/ticket",
                #"{"ttl_seconds":30,"single_use":false}"#,
                headers: [bearer]
            )
            .decoded(Ticket.self)
            for name in ["ticket", "auth_ticket", "ticket_id"] {
                _ = try await TestSocket.open(port: port, target: "/ws?\(name)=\(often.ticket_id)")
            }
            #expect(try await wire.post("/websocket/ticket", #"{"ttl_seconds":29}"#, headers: [bearer]).status == 422)
            #expect(try await wire.post("/websocket/ticket", #"{"ttl_seconds":3601}"#, headers: [bearer]).status == 422)
            #expect(try await wire.post("/websocket/ticket").status == 401)
            #expect(try await wire.get("/websocket/ticket").status == 405)
        }
    }

    @Test("an expired ticket lets nobody in")
    func expiredTicket() {
        let tickets = Tickets(Revocations())
        let now = Timestamp(microseconds: 0)
        let grant = Self.grant("a@example.com")
        let ticket = tickets.issue(to: grant, lifetime: .seconds(30), isSingleUse: false, at: now)
        #expect(ticket.map { tickets.redeem($0.id, at: now.advanced(by: .milliseconds(29_999))) } == grant)
        #expect(ticket.flatMap { tickets.redeem($0.id, at: now.advanced(by: .seconds(30))) } == nil)
    }

    @Test("a user holds at most 100 tickets, and others are not hurt by that")
    func ticketBound() {
        let tickets = Tickets(Revocations())
        let now = Timestamp(microseconds: 0)
        let issue = { (email: String, time: Timestamp) in
            tickets.issue(to: Self.grant(email), lifetime: .seconds(30), isSingleUse: true, at: time) != nil
        }
        #expect((0..<101).map { _ in issue("a@example.com", now) } == Array(repeating: true, count: 100) + [false])
        #expect(issue("b@example.com", now))
        #expect(issue("a@example.com", now.advanced(by: .seconds(30))))
    }

    @Test("a ticket is good no longer than the token that it was got with, and says so")
    func tokenExpires() async throws {
        let tickets = Tickets(Revocations())
        let now = Timestamp(microseconds: 0)
        let ends = now.advanced(by: .seconds(10))
        let grant = Grant(user: User(email: "a@example.com"), keys: [], expires: ends)
        let ticket = try #require(tickets.issue(to: grant, lifetime: .seconds(30), isSingleUse: false, at: now))
        #expect(ticket.expires == ends)
        #expect(tickets.redeem(ticket.id, at: now.advanced(by: .milliseconds(9_999))) == grant)
        #expect(tickets.redeem(ticket.id, at: ends) == nil)
        try await TestServer.with {
            $0.jwt.lifetime = .seconds(1800)
        } _: { server in
            let bearer = "Authorization: Bearer \(try await TestUser.ann.login(at: server).access_token)"
            let answer = try await HTTPWire(port: server.address.port)
                .post("/websocket/ticket", #"{"ttl_seconds":3600}"#, headers: [bearer]).decoded(Ticket.self)
            #expect((1...1800).contains(answer.ttl_seconds))
        }
    }

    @Test("from a logout on, the tickets of the login are refused and make room; those of other logins are not")
    func logout() async throws {
        try await TestServer.with { server in
            let port = server.address.port
            let wire = HTTPWire(port: port)
            let bearers = [
                "Authorization: Bearer \(try await TestUser.ann.login(at: server).access_token)",
                "Authorization: Bearer \(try await TestUser.ann.login(at: server).access_token)",
            ]
            var tickets: [String] = []
            for bearer in bearers {
                let answer = try await wire.post("/websocket/ticket", #"{"single_use":false}"#, headers: [bearer])
                tickets.append(try answer.decoded(Ticket.self).ticket_id)
            }
            _ = try await TestSocket.open(port: port, target: "/ws?ticket=\(tickets[0])")
            #expect(try await wire.post("/auth/logout", headers: [bearers[0]]).status == 200)
            let refusal = await #expect(throws: Refused.self) {
                _ = try await TestSocket.open(port: port, target: "/ws?ticket=\(tickets[0])")
            }
            #expect(refusal?.answer.status == 401)
            _ = try await TestSocket.open(port: port, target: "/ws?ticket=\(tickets[1])")
        }
    }

    @Test("a logout closes the sockets of its login with 1008, however they were opened, and no others")
    func sockets() async throws {
        try await TestServer.with { server in
            let port = server.address.port
            let wire = HTTPWire(port: port)
            let tokens = try await TestUser.ann.login(at: server)
            let bearer = "Authorization: Bearer \(tokens.access_token)"
            let ticket = try await wire.post("/websocket/ticket", headers: [bearer]).decoded(Ticket.self).ticket_id
            let fresh = try await wire.post("/auth/refresh", #"{"refresh_token":"\#(tokens.refresh_token)"}"#)
                .decoded(TestUser.Tokens.self).access_token
            let ended = [
                try await TestSession(shakingHandsOn: TestSocket.open(port: port, headers: [bearer])),
                try await TestSession(shakingHandsOn: TestSocket.open(port: port, target: "/ws?ticket=\(ticket)")),
                try await TestSession(shakingHandsOn: TestSocket.open(port: port, target: "/ws?token=\(fresh)")),
            ]
            let others = [try await TestUser.ann.session(at: server), try await TestUser.bob.session(at: server)]
            #expect(try await wire.post("/auth/logout", headers: [bearer]).status == 200)
            for session in ended { #expect(await session.socket.next() == .close(1008)) }
            for session in others {
                try await session.ask("one", run: "r")
                #expect(try await session.events().count == 5)
            }
        }
    }

    private static func grant(_ email: String) -> Grant {
        Grant(user: User(email: email), keys: [email], expires: Timestamp(microseconds: .max))
    }
}
