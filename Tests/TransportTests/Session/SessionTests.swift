import NIOCore
import NIOEmbedded
import Testing

@testable import Transport

@Suite("A session")
struct SessionTests {
    @Test("what came with the upgrade is delivered after opened, and answered in one write")
    func rest() throws {
        let one = try EmbeddedSession(rest: RawFrame.bytes(0x9, Array("a".utf8)) + RawFrame.text("hi") + [0x81])
        #expect(one.log.notes == ["opened", "text: hi"])
        #expect(try one.sentFrames() == ["pong: a"])
        try one.receive([2] + Array("ok".utf8))
        #expect(one.log.notes == ["opened", "text: hi", "text: ok"])
    }

    @Test("a client masks what it sends, a server does not")
    func masks() throws {
        let client = try EmbeddedSession(.client)
        client.session.send(text: "hello")
        client.session.send(binary: ByteBuffer(bytes: [0x41]))
        client.session.ping(ByteBuffer(string: String(repeating: "p", count: 200)))
        #expect(try client.sentFrames() == ["text: hello", "binary: A", "ping: " + String(repeating: "p", count: 125)])
        let server = try EmbeddedSession(.server)
        server.session.send(text: "hello")
        #expect(try server.channel.readOutbound(as: ByteBuffer.self) == ByteBuffer(bytes: RawFrame.text("hello")))
    }

    @Test("what is sent in a batch, or in answer to what was read, leaves in one write")
    func batches() throws {
        let one = try EmbeddedSession()
        one.session.batch {
            one.session.send(text: "a")
            one.session.batch { one.session.send(text: "b") }
            one.session.send(text: "c")
        }
        #expect(try one.countWrites() == 1)
        one.log.onMessage = { one.session.send(text: "reply") }
        try one.receive(RawFrame.text("1") + RawFrame.text("2") + RawFrame.bytes(0x9))
        #expect(try one.countWrites() == 1)
    }

    @Test("our close is answered, and the answer is kept; data that comes before it is legal")
    func ourClose() throws {
        let one = try EmbeddedSession()
        one.session.close(.normal, reason: "done", within: .seconds(5))
        #expect(try one.sentFrames() == ["close: 1000 done"])
        one.session.send(text: "too late")
        one.session.close(.goingAway)
        try one.receive(RawFrame.text("still") + RawFrame.close(1000))
        #expect(
            one.log.notes == [
                "opened", "ended: \(SessionEnd.closed(CloseFrame(.normal, reason: "done"), by: .client))",
            ]
        )
        #expect(one.session.closeReply == CloseFrame(.normal))
        #expect(!one.session.hasBytesAfterClose)
        #expect(try one.sentFrames() == [])
        // The server closes TCP first, and has a second for it.
        one.channel.embeddedEventLoop.advanceTime(by: .milliseconds(999))
        #expect(one.channel.isActive)
        try one.receive(RawFrame.text("after the end"))
        #expect(one.session.hasBytesAfterClose)
        one.channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!one.channel.isActive)
        #expect(one.log.notes.count == 2)
    }

    @Test("a close that is not answered ends by itself")
    func unanswered() throws {
        let one = try EmbeddedSession()
        one.session.close(.normal, within: .seconds(2))
        one.channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(one.log.notes == ["opened", "ended: \(SessionEnd.closeTimedOut(CloseFrame(.normal)))"])
        #expect(!one.channel.isActive)
    }

    @Test(
        "the peer's close is answered with its own code, and TCP is left to the server",
        arguments: SessionRole.allRoles
    )
    func theirClose(role: SessionRole) throws {
        let one = try EmbeddedSession(role)
        let mask = role == .server ? RawFrame.mask : nil
        try one.receive(RawFrame.close(1011, "Service not ready", mask: mask))
        let close = CloseFrame(.internalError, reason: "Service not ready")
        #expect(one.log.notes == ["opened", "ended: \(SessionEnd.closed(close, by: role.peer))"])
        #expect(try one.sentFrames() == ["close: 1011 "])
        #expect(one.channel.isActive == (role == .client))
    }

    @Test("a close frame without a code is answered with one without")
    func bareClose() throws {
        let one = try EmbeddedSession()
        try one.receive(RawFrame.bytes(0x8))
        #expect(one.log.notes == ["opened", "ended: \(SessionEnd.closed(nil, by: .server))"])
        #expect(try one.sentFrames() == ["close: "])
    }

    @Test("a violation is told, closed with its code, and the peer is not cut off in the middle of a word")
    func violation() throws {
        let one = try EmbeddedSession()
        try one.receive(RawFrame.text("fine") + [0x83, 0] + RawFrame.text("never"))
        #expect(one.log.notes == ["opened", "text: fine", "ended: \(SessionEnd.violated(.unknownOpcode(3)))"])
        #expect(try one.sentFrames() == ["close: 1002 "])
        one.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!one.channel.isActive)
    }

    @Test("a text that is not UTF-8 is closed with 1007, a message that is too big with 1009")
    func codes() throws {
        let text = try EmbeddedSession()
        try text.receive(RawFrame.bytes(0x1, [0xC0]))
        #expect(try text.sentFrames() == ["close: 1007 "])
        let big = try EmbeddedSession(limits: SessionLimits(maxMessage: 3))
        try big.receive(RawFrame.text("four"))
        #expect(try big.sentFrames() == ["close: 1009 "])
        #expect(big.log.notes.last == "ended: \(SessionEnd.tooBig(limit: 3))")
    }

    @Test("the end of the bytes is told once, whatever comes together with it")
    func ends() throws {
        let one = try EmbeddedSession()
        one.channel.pipeline.fireErrorCaught(IOError(errnoCode: 104, reason: "read"))
        one.channel.pipeline.fireErrorCaught(IOError(errnoCode: 104, reason: "read"))
        _ = try one.channel.finish(acceptAlreadyClosed: true)
        one.session.abort()
        #expect(one.log.notes == ["opened", "ended: \(SessionEnd.reset("connection reset by peer"))"])
        let two = try EmbeddedSession()
        _ = try two.channel.finish()
        #expect(two.log.notes == ["opened", "ended: \(SessionEnd.endOfStream)"])
    }

    @Test("an observer may drop the session in the middle of a read, and hears nothing more")
    func abortInRead() throws {
        let one = try EmbeddedSession()
        one.log.onMessage = { one.session.abort() }
        try one.receive(RawFrame.text("1") + RawFrame.text("2") + RawFrame.bytes(0x9) + RawFrame.close(1000))
        #expect(one.log.notes == ["opened", "text: 1", "ended: \(SessionEnd.aborted)"])
        #expect(!one.channel.isActive)
    }

    @Test("while the peer does not read, only the latest ping is answered")
    func pings() throws {
        let one = try EmbeddedSession()
        one.channel.isWritable = false
        one.channel.pipeline.fireChannelWritabilityChanged()
        try one.receive(RawFrame.bytes(0x9, [0x61]) + RawFrame.bytes(0x9, [0x62]))
        #expect(try one.sentFrames() == [])
        one.channel.isWritable = true
        one.channel.pipeline.fireChannelWritabilityChanged()
        #expect(try one.sentFrames() == ["pong: b"])
        #expect(one.log.notes == ["opened", "writable: false", "writable: true"])
    }

    @Test("the tap sees every frame of both directions, in order")
    func tap() throws {
        let one = try EmbeddedSession()
        var seen: [String] = []
        one.session.tap = { direction, opcode, payload, _ in
            seen.append("\(direction) \(opcode) \(payload.readableBytes)")
        }
        one.session.send(text: "abc")
        try one.receive(RawFrame.bytes(0x9, [1]) + RawFrame.text("four") + RawFrame.bytes(0xA))
        one.session.close(.normal)
        try one.receive(RawFrame.text("in between") + RawFrame.close(1000))
        #expect(
            seen == [
                "sent text 3", "received ping 1", "sent pong 1", "received text 4", "received pong 0", "sent close 2",
                "received text 10", "received close 2",
            ]
        )
        #expect(one.session.tap == nil)
    }

    @Test("a reason is cut to what a close frame holds, between two characters")
    func reason() throws {
        let one = try EmbeddedSession()
        one.session.close(.normal, reason: "x" + String(repeating: "é", count: 100))
        #expect(try one.sentFrames() == ["close: 1000 x" + String(repeating: "é", count: 61)])
    }

    @Test("a text is cut between two characters, at any length", arguments: 0..<20)
    func cut(limit: Int) {
        let text = "aé✓🎻e\u{301}."
        let cut = text.cut(toUTF8: limit)
        #expect(cut.utf8.count <= limit)
        #expect(text.utf8.starts(with: cut.utf8))
        #expect(limit - cut.utf8.count < 4 || cut == text)
        #expect(!cut.unicodeScalars.contains("\u{FFFD}"))
    }
}

extension SessionRole {
    static let allRoles: [SessionRole] = [.client, .server]
}
