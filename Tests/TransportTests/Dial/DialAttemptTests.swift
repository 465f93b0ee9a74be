import NIOCore
import NIOEmbedded
import Testing

@testable import Transport

@Suite("A dial under way, on a channel in memory")
struct DialAttemptTests {
    typealias Attempt = DialAttempt<EmbeddedSession.Log>

    private let channel = EmbeddedChannel()

    @Test("a connection that has gone before anybody listened to it is told at once")
    func gone() throws {
        let attempt = try attempt()
        attempt.connected(channel)
        #expect(error(of: attempt) == .upgradeInvalid("the server closed the connection before any answer"))
    }

    @Test("an answer that comes when time is up already opens nothing, even where the connection is slow to close")
    func late() throws {
        let attempt = try attempt()
        try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        let reluctant = Reluctant()
        try channel.pipeline.syncOperations.addHandler(reluctant)
        attempt.connected(channel)
        let request = try #require(try channel.readOutbound(as: ByteBuffer.self))
        attempt.timeIsUp()
        try channel.writeInbound(ByteBuffer(string: Upgrading.accept(request)))
        reluctant.isPersuaded = true
        guard case .upgradeTimedOut? = error(of: attempt) else { return #expect(Bool(false), "opened after all") }
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    @Test("in time, the same answer opens a session")
    func inTime() throws {
        let attempt = try attempt()
        try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        attempt.connected(channel)
        let request = try #require(try channel.readOutbound(as: ByteBuffer.self))
        try channel.writeInbound(ByteBuffer(string: Upgrading.accept(request)))
        attempt.timeIsUp()
        attempt.cancel()
        var notes: [String] = []
        attempt.next { turn in
            if case .ended(.success(let dialed)) = turn { notes = dialed.observer.value.notes }
        }
        #expect(notes == ["opened"])
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    private func attempt() throws -> Attempt {
        Attempt(
            Dial(url: try WebSocketURL("ws://127.0.0.1:1/ws")),
            tls: nil,
            on: channel.embeddedEventLoop,
            before: .now + .seconds(60)
        ) { _ in EmbeddedSession.Log() }
    }

    private func error(of attempt: Attempt) -> DialError? {
        var error: DialError?
        attempt.next { turn in
            if case .ended(.failure(let failure)) = turn { error = failure.error }
        }
        return error
    }
}

/// Closes nothing, as a connection of TLS does for a while.
private final class Reluctant: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    var isPersuaded = false

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if isPersuaded { context.close(mode: mode, promise: promise) }
    }
}
