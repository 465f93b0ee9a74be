import CShims
import Glibc
import Synchronization
import Transport

/// Waits for keys and signals on a thread of its own: reading a terminal blocks.
final class TerminalReader: Sendable {
    private let input: CInt
    private let deliver: @Sendable (TerminalEvent) -> Void
    private let stop = WakeSignal()
    private let ending = ThreadEnding()
    /// Where the signal handler writes, and where it is read.
    private let signals: (read: CInt, write: CInt)

    /// Nil when the system has no descriptors left.
    init?(input: CInt, deliver: @escaping @Sendable (TerminalEvent) -> Void) {
        var (read, write): (CInt, CInt) = (-1, -1)
        guard stop.descriptor >= 0, quintet_terminal_pipe(&read, &write) == 0 else { return nil }
        signals = (read, write)
        self.input = input
        self.deliver = deliver
    }

    deinit {
        Glibc.close(signals.read)
        Glibc.close(signals.write)
    }

    func start() -> Bool {
        quintet_terminal_watch(signals.write)
        let isStarted = DedicatedThread.start(named: "dashboard-keys") { [self] in
            read()
            ending.end()
        }
        if !isStarted { quintet_terminal_watch(-1) }
        return isStarted
    }

    /// Returns when the thread has ended.
    func close() async {
        quintet_terminal_watch(-1)
        stop.send()
        await ending.wait()
    }

    private func read() {
        var decoder = KeyDecoder()
        var buffer = [UInt8](repeating: 0, count: 1_024)
        while true {
            var places = [input, signals.read, stop.descriptor].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            // Up, so that a key is not waited for in vain.
            let wait = decoder.deadline.map {
                max(0, CInt(clamping: Int(Instant.now.duration(to: $0) / .milliseconds(1)) + 1))
            }
            let count = poll(&places, nfds_t(places.count), wait ?? -1)
            if count < 0, errno != EINTR { return deliver(.ended) }
            if places[2].revents != 0 { return }
            for key in decoder.expire(at: .now) { deliver(.key(key)) }
            if count <= 0 { continue }
            if places[1].revents != 0 { readSignals(&buffer) }
            guard places[0].revents != 0 else { continue }
            let length = Glibc.read(input, &buffer, buffer.count)
            if length < 0, errno == EINTR || errno == EAGAIN { continue }
            guard length > 0 else { return deliver(.ended) }
            let now = Instant.now
            for byte in buffer.prefix(length) {
                for key in decoder.feed(byte, at: now) { deliver(.key(key)) }
            }
        }
    }

    private func readSignals(_ buffer: inout [UInt8]) {
        let length = Glibc.read(signals.read, &buffer, buffer.count)
        for byte in buffer.prefix(max(0, length)) {
            switch CInt(byte) {
            case SIGWINCH: deliver(.resized)
            case SIGCONT: deliver(.continued)
            case SIGTSTP: deliver(.suspended)
            default: break
            }
        }
    }
}
