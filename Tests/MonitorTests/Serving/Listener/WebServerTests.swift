import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing
import Transport

@testable import Monitor

@Suite("The HTTP port", .timeLimit(.minutes(2)))
struct WebServerTests {
    /// Serves two pages and lets `body` ask.
    private func serving(_ limits: WebLimits, _ body: (ListenAddress) async throws -> Void) async throws {
        var routes = Routes()
        routes.on(.get, "/metrics") { _ in .text("here") }
        routes.on(.get, "/large") { _ in .text(String(repeating: "large", count: 200_000)) }
        let (bound, announce) = AsyncStream.makeStream(of: ListenAddress.self)
        let server = WebServer(
            address: .anyLoopbackPort,
            routes: routes,
            limits: limits,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onListening: { announce.yield($0) }
        )
        let group = ServiceGroup(services: [server], logger: server.logger)
        async let done: Void = group.run()
        var addresses = bound.makeAsyncIterator()
        try await body(try #require(await addresses.next()))
        await group.triggerGracefulShutdown()
        try await done
    }

    private func metrics(_ address: ListenAddress) async throws -> String {
        try await RawHTTP.exchange("GET /metrics HTTP/1.1", "Host: \(address)", with: address)
    }

    @Test("whoever holds all places with heads that never end, /metrics is answered")
    func drippers() async throws {
        try await serving(WebLimits(connections: 8, head: HeadLimits(time: .seconds(600)))) { address in
            var drippers: [RawConnection] = []
            for _ in 1...8 {
                let dripper = try await RawConnection(address)
                try await dripper.send("GET /metrics HT")
                drippers.append(dripper)
            }
            for _ in 1...3 { #expect(try await metrics(address).hasPrefix("HTTP/1.1 200 OK\r\n")) }
            // The first one had to go; the last one has its place still, and its answer when it asks at last.
            #expect(await drippers[0].rest() == "")
            try await drippers[7].send("TP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(await drippers[7].rest().hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test("a connection that is kept for the next request gives way, and keeps its place while there is room")
    func kept() async throws {
        try await serving(WebLimits(connections: 2, idle: .seconds(600))) { address in
            let kept = try await RawConnection(address)
            for _ in 1...2 {
                try await kept.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await kept.read(upTo: "here\n")?.hasPrefix("HTTP/1.1 200 OK\r\n") == true)
                #expect(try await metrics(address).hasPrefix("HTTP/1.1 200 OK\r\n"))
            }
            let (_, _) = (try await RawConnection(address), try await RawConnection(address))
            #expect(await kept.rest() == "")
        }
    }

    @Test("a head that never ends is answered 408; a connection without a byte is closed without a word")
    func slowHead() async throws {
        try await serving(WebLimits(connections: 8, head: HeadLimits(time: .milliseconds(400)))) { address in
            let silent = try await RawConnection(address)
            #expect(await silent.rest() == "")
            var answer = ""
            while answer.isEmpty {
                let endless = try await RawConnection(address)
                // On a busy machine the time may be over before a byte is sent: then it was a silent one.
                try? await endless.send("GET /metrics HTTP/1.1\r\n")
                answer = await endless.rest()
            }
            #expect(answer.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        }
    }

    @Test("a body that never ends is cut off behind the answer")
    func slowBody() async throws {
        try await serving(WebLimits(connections: 8, body: .milliseconds(400))) { address in
            let endless = try await RawConnection(address)
            try await endless.send("POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
            #expect(await endless.rest().hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
        }
    }

    @Test("a client that takes no answer is cut off")
    func unread() async throws {
        try await serving(WebLimits(connections: 8, unread: .milliseconds(400))) { address in
            let deaf = try await RawConnection(address)
            try await deaf.stopReading()
            // More than the system keeps for a reader who does not read, both ways.
            let request = "GET /large HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "x", count: 10_000))\r\n\r\n"
            await #expect(throws: (any Error).self) {
                while true { try await deaf.send(request) }
            }
        }
    }
}
