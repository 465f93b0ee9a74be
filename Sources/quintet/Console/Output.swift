import Glibc

/// What the program says to its user: results on standard output, what went wrong on standard error. Unbuffered, so a
/// program at the other end of a pipe sees each line when it is said.
enum Output {
    static func line(_ text: String) { say(text, to: STDOUT_FILENO) }

    /// A text that ends its lines itself.
    static func text(_ text: String) { write(text, to: STDOUT_FILENO) }

    static func error(_ text: String) { say(text, to: STDERR_FILENO) }

    private static func say(_ text: String, to descriptor: CInt) { write("\(text)\n", to: descriptor) }

    private static func write(_ text: String, to descriptor: CInt) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // Nobody reads any more, and nobody could be told so.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
