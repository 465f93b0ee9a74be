import Monitor
import Results
import TestSupport
import Testing
import Transport

@Suite("The stream, over real sockets", .timeLimit(.minutes(2)))
struct StreamingTests {
    private let monitor = RunningMonitor()

    private func open(_ address: ListenAddress, _ headers: String...) async throws -> RawConnection {
        let connection = try await RawConnection(address)
        let lines = ["GET /api/v1/stream HTTP/1.1", "Host: \(address)"] + headers + ["", ""]
        try await connection.send(lines.joined(separator: "\r\n"))
        return connection
    }

    private func serving(_ body: (ListenAddress) async throws -> Void) async throws {
        try await monitor.serving([try Sample.probe("a", every: .seconds(600))]) { address in
            try await monitor.stage.until { $0.held == 1 }
            try await body(address)
        }
    }

    @Test("a client is told of each run and each change of state, and of everything that it missed when it comes back")
    func events() async throws {
        try await serving { address in
            let client = try await open(address)
            let head = try #require(await client.read(past: "retry: 2000\n\n"))
            #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(head.contains("\r\nContent-Type: text/event-stream\r\n"))
            #expect(head.contains("\r\nCache-Control: no-store\r\n"))
            monitor.stage.letGo("a")
            let told = try #require(await client.read(past: "\"state\":\"up\""))
            #expect(told.contains("event: probe\n"))
            #expect(told.contains("event: result\ndata: {"))
            #expect(told.contains("\"schema\":\"quintet.result/1\""))
            let first = try #require(told.firstRange(of: "id: ").map { told[$0.upperBound...].prefix { $0 != "\n" } })
            let back = try await open(address, "Last-Event-ID: \(first)")
            let missed = try #require(await back.read(past: "event: probe\n"))
            #expect(!missed.contains("event: result"))
            let stranger = try await open(address, "Last-Event-ID: 17")
            #expect(await stranger.read(past: "event: reset\ndata: {}\n\n") != nil)
        }
    }

    @Test("a comment tells a quiet client every 15 s that it is heard; shutting down ends the stream in order")
    func quiet() async throws {
        var client: RawConnection?
        try await serving { address in
            let quiet = try await open(address)
            #expect(await quiet.read(past: "retry: 2000\n\n") != nil)
            let beat = monitor.clock.start.advanced(by: .seconds(15))
            try await monitor.clock.until { $0.contains(beat) }
            monitor.clock.advance(by: .seconds(15))
            #expect(await quiet.read(past: ":\n\n") != nil)
            client = quiet
        }
        // The last chunk of the body: nothing was cut off.
        #expect(await client?.rest().hasSuffix("0\r\n\r\n") == true)
    }

    @Test("there is room for 64 clients, and again as soon as one goes")
    func room() async throws {
        try await serving { address in
            var clients: [RawConnection] = []
            for _ in 1...64 {
                let client = try await open(address)
                #expect(await client.read(past: "retry: 2000\n\n") != nil)
                clients.append(client)
            }
            let refused = try await open(address, "Connection: close")
            #expect(await refused.rest().hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            try await clients[0].close()
            // The place is free once the monitor has seen that; each try is answered.
            var answer = ""
            while !answer.hasPrefix("HTTP/1.1 200 OK\r\n") {
                let next = try await open(address)
                answer = await next.read(past: "\r\n\r\n") ?? ""
            }
        }
    }
}
