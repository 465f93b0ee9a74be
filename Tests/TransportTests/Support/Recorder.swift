import NIOCore
import Synchronization

@testable import Transport

/// An observer that writes down what it is told, for a test that waits for it.
final class Recorder: SessionObserver {
    enum Note: Sendable, Equatable {
        case opened
        case text(String)
        case binary([UInt8])
        case pong(String)
        case ended(SessionEnd)
    }

    let session: WebSocketSession
    let notes: AsyncStream<Note>
    private let log: AsyncStream<Note>.Continuation

    init(_ session: WebSocketSession) {
        self.session = session
        (notes, log) = AsyncStream.makeStream()
    }

    func opened(_ session: WebSocketSession) { log.yield(.opened) }

    func received(_ message: WebSocketMessage, at now: Instant) {
        switch message.kind {
        case .text: log.yield(.text(String(buffer: message.payload)))
        case .binary: log.yield(.binary(Array(message.payload.readableBytesView)))
        }
    }

    func receivedPong(_ payload: ByteBuffer, at now: Instant) { log.yield(.pong(String(buffer: payload))) }

    /// What comes after the end would be a note too many.
    func ended(_ end: SessionEnd, at now: Instant) {
        log.yield(.ended(end))
        log.finish()
    }
}

extension Dialed where Observer == Recorder {
    /// Does something with the session on its loop.
    func act(_ body: @escaping @Sendable (WebSocketSession) -> Void) async throws {
        let observer = self.observer
        try await eventLoop.submit { body(observer.value.session) }.get()
    }

    /// What the observer is told, from the first note on.
    func notes() async throws -> AsyncStream<Recorder.Note> {
        let observer = self.observer
        return try await eventLoop.submit { observer.value.notes }.get()
    }

    /// Everything that the observer was told until the end.
    func allNotes() async throws -> [Recorder.Note] {
        try await notes().reduce(into: []) { $0.append($1) }
    }
}
