import HTTPTypes
import Logging
import Metrics
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing
import Transport

@testable import Monitor

@Suite("Slow clients of the stream", .timeLimit(.minutes(2)))
struct StreamEndpointTests {
    private let hub = StreamHub(MetricsRegistry())

    private func serving(_ body: (ListenAddress) async throws -> Void) async throws {
        var routes = Routes()
        StreamEndpoint(hub: hub).add(to: &routes)
        let (bound, announce) = AsyncStream.makeStream(of: ListenAddress.self)
        let server = WebServer(
            address: .anyLoopbackPort,
            routes: routes,
            limits: WebLimits(connections: 8),
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onListening: { announce.yield($0) }
        )
        let group = ServiceGroup(services: [server], logger: server.logger)
        async let done: Void = group.run()
        var addresses = bound.makeAsyncIterator()
        try await body(try #require(await addresses.next()))
        hub.close()
        await group.triggerGracefulShutdown()
        try await done
    }

    private func open(_ address: ListenAddress) async throws -> RawConnection {
        let connection = try await RawConnection(address)
        try await connection.send("GET /api/v1/stream HTTP/1.1\r\nHost: \(address)\r\n\r\n")
        #expect(await connection.read(past: "retry: 2000\n\n") != nil)
        return connection
    }

    @Test("one who takes nothing is cut off, while one who reads is told everything")
    func cut() async throws {
        try await serving { address in
            let (deaf, quick) = (try await open(address), try await open(address))
            try await deaf.stopReading()
            let data = Array("\"\(String(repeating: "x", count: 100_000))\"".utf8)
            var number = 0
            while hub.clients == 2 {
                number += 1
                hub.publish(.alert, Array("\"\(number)\"".utf8))
                hub.publish(.result, data)
                #expect(await quick.read(past: "xxx\"\n\n")?.contains("data: \"\(number)\"\n") == true)
            }
            #expect(hub.clients == 1)
            try await deaf.readOn()
            // It ends, and not as a stream that is over.
            #expect(!(await deaf.rest()).hasSuffix("\r\n0\r\n\r\n"))
            hub.publish(.alert, Array("\"last\"".utf8))
            #expect(await quick.read(past: "data: \"last\"\n\n") != nil)
        }
    }

    @Test("one who is gone is gone at once, without anything being written to it")
    func gone() async throws {
        try await serving { address in
            let client = try await open(address)
            #expect(hub.clients == 1)
            try await client.close()
            // The end of the connection is seen when it is seen; nothing else has to happen.
            while hub.clients > 0 { await Task.yield() }
        }
    }
}
