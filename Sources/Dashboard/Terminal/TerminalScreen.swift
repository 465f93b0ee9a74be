import CShims
import Glibc
import Synchronization
import Transport

/// Shows pictures on a thread of its own. A terminal that is slow is given the newest picture when it can take one, and
/// what came before is never sent: it delays nobody.
final class TerminalScreen: Sendable {
    private struct State {
        var picture: Grid?
        var isStale = true
        var isClosing = false
    }

    /// The kernel takes that much of a terminal that says it is ready, without waiting.
    private static let piece = 256
    /// How long the end waits for a terminal that takes nothing.
    private static let grace: CInt = 1_000

    private let output: CInt
    private let isColored: Bool
    private let state = Mutex(State())
    private let wake = WakeSignal()
    private let ending = ThreadEnding()

    init(output: CInt, isColored: Bool) {
        self.output = output
        self.isColored = isColored
    }

    func start(greeting: String, farewell: String) -> Bool {
        guard wake.descriptor >= 0 else { return false }
        return DedicatedThread.start(named: "dashboard-view") { [self] in
            if write(Array(greeting.utf8)) { paint() }
            _ = write(Array(farewell.utf8))
            ending.end()
        }
    }

    /// Shows `picture` as soon as the terminal can take it.
    func show(_ picture: Grid) {
        state.withLock { $0.picture = picture }
        wake.send()
    }

    /// Has the next picture sent whole.
    func redraw() { state.withLock { $0.isStale = true } }

    /// Returns when the terminal has been told goodbye.
    func close() async {
        state.withLock { $0.isClosing = true }
        wake.send()
        await ending.wait()
    }

    private func paint() {
        var shown: Grid?
        while true {
            let (picture, isStale, isClosing) = state.withLock { state in
                defer {
                    if state.picture != nil { state.isStale = false }
                    state.picture = nil
                }
                return (state.picture, state.isStale, state.isClosing)
            }
            if isClosing { return }
            if let picture {
                guard write(ScreenDiff.bytes(from: isStale ? nil : shown, to: picture, isColored: isColored)) else {
                    return
                }
                shown = picture
                continue
            }
            var place = pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&place, 1, -1)
            wake.clear()
        }
    }

    /// Whether all of it was taken; not when the terminal has gone, or takes nothing at the end.
    private func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let isClosing = state.withLock { $0.isClosing }
            var place = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
            let ready = poll(&place, 1, isClosing ? Self.grace : 100)
            if ready == 0, isClosing { return false }
            if ready == 0 || (ready < 0 && errno == EINTR) { continue }
            let count = rest.prefix(Self.piece).withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR, errno != EAGAIN {
                return false
            }
        }
        return true
    }
}
