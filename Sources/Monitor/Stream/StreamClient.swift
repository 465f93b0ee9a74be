import Synchronization

/// One who reads the stream. Whatever is offered is queued or refused at once; nobody waits for a reader.
final class StreamClient: Sendable {
    private enum Ending {
        /// What is queued is still to be read.
        case finished
        /// Nobody reads any more.
        case left
        /// It was too slow; what is queued is lost.
        case cut
    }

    private struct State {
        var queue: StreamQueue
        var ending: Ending?
        var waiting: CheckedContinuation<[UInt8]?, Never>?
        var close: (@Sendable () -> Void)?
    }

    private let state: Mutex<State>
    private let onLeft: @Sendable (StreamClient) -> Void

    /// - Parameters:
    ///   - queue: what it may leave unread.
    ///   - onLeft: called when it has gone of its own accord.
    init(_ queue: StreamQueue, onLeft: @escaping @Sendable (StreamClient) -> Void) {
        state = Mutex(State(queue: queue))
        self.onLeft = onLeft
    }

    /// Whether it reads no more.
    var isOver: Bool { state.withLock { $0.ending != nil } }

    /// Has it told `piece`. False when it has no room for it any more: then it is cut off.
    func offer(_ piece: [UInt8]) -> Bool {
        enum Outcome {
            case done
            case handed(CheckedContinuation<[UInt8]?, Never>)
            case full((@Sendable () -> Void)?)
        }
        let outcome = state.withLock { state -> Outcome in
            guard state.ending == nil else { return .done }
            if let waiting = state.waiting.take() { return .handed(waiting) }
            switch state.queue.append(piece) {
            case .queued: return .done
            case .full:
                state.ending = .cut
                state.queue = StreamQueue(most: 0, mostBytes: 0)
                return .full(state.close.take())
            }
        }
        switch outcome {
        case .done: return true
        case .handed(let waiting):
            waiting.resume(returning: piece)
            return true
        case .full(let close):
            close?()
            return false
        }
    }

    /// Ends it behind what is queued.
    func finish() { end(.finished) }

    private func end(_ ending: Ending) {
        let waiting = state.withLock { state -> CheckedContinuation<[UInt8]?, Never>? in
            guard state.ending == nil else { return nil }
            state.ending = ending
            return state.waiting.take()
        }
        waiting?.resume(returning: nil)
    }
}

extension StreamClient {
    func next() async -> [UInt8]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> [UInt8]?? in
                    switch state.ending {
                    case nil:
                        if let piece = state.queue.take() { return piece }
                        state.waiting = continuation
                        return nil
                    case .finished: return .some(state.queue.take())
                    case .left, .cut: return .some(nil)
                    }
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            left()
        }
    }

    func left() {
        end(.left)
        onLeft(self)
    }

    func onCut(_ close: @escaping @Sendable () -> Void) {
        let isCut = state.withLock { state in
            switch state.ending {
            case .cut: return true
            case .finished, .left: return false
            case nil:
                state.close = close
                return false
            }
        }
        if isCut { close() }
    }
}
