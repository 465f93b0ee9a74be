import Glibc
import Probes

/// What the program says to its user: results on standard output, what went wrong on standard error. Unbuffered, so a
/// program at the other end of a pipe sees each line when it is said.
enum Output {
    /// Makes both ready: to be called before anything else is opened.
    ///
    /// A reader that has gone shows as an error of the write then, and not as a signal; and no file or socket is ever
    /// taken for a standard output that the program was started without.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        // The other way round, so that what is said is lost with an error and what is asked for is not there.
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            // It takes the lowest number that is free: the one that is missing.
            _ = open("/dev/null", mode)
        }
    }

    static func line(_ text: String) throws(OutputError) { try Self.text(text + "\n") }

    /// A text that ends its lines itself.
    static func text(_ text: String) throws(OutputError) { try write(text, to: STDOUT_FILENO) }

    static func error(_ text: String) { note("\(text)\n") }

    /// A text for standard error that ends its lines itself. What is odd in it, of a file or of an argument, moves
    /// nobody's cursor.
    static func note(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { PlainText.of(String($0)) }
        // Where nothing can be said any more, nobody could be told so.
        try? write(lines.joined(separator: "\n"), to: STDERR_FILENO)
    }

    /// A text for the terminal of standard error, with what moves its cursor.
    static func paint(_ text: String) {
        // As above.
        try? write(text, to: STDERR_FILENO)
    }

    private static func write(_ text: String, to descriptor: CInt) throws(OutputError) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                wait(for: descriptor)
            } else if errno != EINTR {
                throw errno == EPIPE ? .unread : .failed(String(cString: strerror(errno)))
            }
        }
    }

    /// Whoever shares a terminal or a pipe with us may have made it one that does not wait.
    private static func wait(for descriptor: CInt) {
        var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&place, 1, -1)
    }
}
