import NIOCore
import NIOEmbedded
import Testing
import Transport

@testable import Monitor

@Suite("The time that a connection to the HTTP port has")
struct ConnectionWatchTests {
    private static let limits = WebLimits(
        connections: 2,
        head: HeadLimits(time: .seconds(10)),
        body: .seconds(20),
        unread: .seconds(30),
        idle: .seconds(75)
    )

    private let crowd = Crowd(limit: limits.connections)

    /// A connection, and the handler that watches it.
    private struct Bench {
        let channel: EmbeddedChannel
        let watch: ConnectionWatch

        init(in crowd: Crowd) throws {
            watch = ConnectionWatch(ConnectionWatchTests.limits, in: crowd)
            channel = EmbeddedChannel()
            let close = LingeringClose(LoopClock(channel.embeddedEventLoop))
            try channel.pipeline.syncOperations.addHandlers([watch, close])
            channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        }

        func receive(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

        func pass(_ seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

        /// What is noted while a request is read and answered.
        func exchange() throws {
            try receive("GET / HTTP/1.1")
            watch.note { $0.readHead() }
            watch.note { $0.readEnd() }
            watch.look()
            watch.note { $0.beganAnswer() }
            watch.note { $0.answered() }
            watch.look()
        }

        var written: String? {
            get throws { try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) } }
        }
    }

    @Test("a connection on which nothing is asked is closed without a word")
    func silent() throws {
        let bench = try Bench(in: crowd)
        bench.pass(9)
        #expect(bench.channel.isActive)
        bench.pass(1)
        #expect(!bench.channel.isActive)
        #expect(try bench.written == nil)
        #expect(crowd.count == 0)
    }

    @Test("a first head that drips in has the time from the beginning on, and is answered 408")
    func drip() throws {
        let bench = try Bench(in: crowd)
        for byte in ["G", "E", "T"] {
            bench.pass(3)
            try bench.receive(byte)
        }
        #expect(bench.channel.isActive)
        bench.pass(1)
        #expect(!bench.channel.isActive)
        #expect(
            try bench.written == """
                HTTP/1.1 408 Request Timeout\r
                Content-Type: application/problem+json\r
                Cache-Control: no-store\r
                X-Content-Type-Options: nosniff\r
                Content-Length: 116\r
                Connection: close\r
                \r
                {"detail":"the whole request did not come within 10 s","status":408,"title":"Request Timeout",\
                "type":"about:blank"}

                """
        )
    }

    @Test("a connection that is kept may rest for longer, and its next head has its time from the first byte on")
    func kept() throws {
        let bench = try Bench(in: crowd)
        for _ in 1...3 {
            try bench.exchange()
            bench.pass(74)
            #expect(bench.channel.isActive)
        }
        try bench.receive("G")
        bench.pass(9)
        try bench.receive("E")
        #expect(bench.channel.isActive)
        bench.pass(1)
        #expect(!bench.channel.isActive)
        #expect(try bench.written?.hasPrefix("HTTP/1.1 408 ") == true)
    }

    @Test("a connection that is kept for nothing is closed without a word")
    func idle() throws {
        let bench = try Bench(in: crowd)
        try bench.exchange()
        bench.pass(75)
        #expect(!bench.channel.isActive)
        #expect(try bench.written == nil)
    }

    @Test(
        "a body has its time; where it was answered already it is cut off without a second answer",
        arguments: [false, true]
    )
    func body(isAnswered: Bool) throws {
        let bench = try Bench(in: crowd)
        try bench.receive("POST / HTTP/1.1")
        bench.watch.note { $0.readHead() }
        if isAnswered { bench.watch.note { $0.answered() } }
        bench.watch.look()
        bench.pass(10)
        try bench.receive("more")
        bench.pass(9)
        #expect(bench.channel.isActive)
        bench.pass(1)
        #expect(!bench.channel.isActive)
        #expect(try bench.written?.hasPrefix("HTTP/1.1 408 ") == (isAnswered ? nil : true))
    }

    @Test("our own answer has all the time it takes; the client has its time to take it")
    func answer() throws {
        let bench = try Bench(in: crowd)
        try bench.receive("GET / HTTP/1.1")
        bench.watch.note { $0.readHead() }
        bench.watch.note { $0.readEnd() }
        bench.watch.look()
        bench.pass(1_000)
        #expect(bench.channel.isActive)
        bench.channel.isWritable = false
        bench.channel.pipeline.fireChannelWritabilityChanged()
        bench.pass(29)
        #expect(bench.channel.isActive)
        bench.pass(1)
        #expect(!bench.channel.isActive)
    }

    @Test("on a full port the one that has waited longest for a request goes at once, without an answer")
    func full() throws {
        let (first, second) = (try Bench(in: crowd), try Bench(in: crowd))
        try first.receive("GET /met")
        try second.receive("GET /met")
        let third = try Bench(in: crowd)
        #expect(!first.channel.isActive)
        #expect(try first.written == nil)
        #expect(second.channel.isActive)
        try second.exchange()
        let fourth = try Bench(in: crowd)
        #expect(!second.channel.isActive, "who has been answered gives way before who still asks")
        #expect(third.channel.isActive)
        #expect(fourth.channel.isActive)
    }
}
