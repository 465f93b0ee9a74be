import Glibc
import Probes

/// What standard output is attached to, and what it can show.
enum Terminal {
    /// What fits on a line of any terminal, and leaves its last column free: some begin a new line there.
    static let narrow = 79

    /// Whether standard output is a terminal.
    static var isPresent: Bool { isatty(STDOUT_FILENO) == 1 }

    /// The style in which a text may be printed to standard output.
    static func style(in environment: [String: String]) -> TextStyle {
        // https://no-color.org: set to anything but nothing.
        let mayColour = isPresent && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        return TextStyle(width: width, isColoured: mayColour, isASCII: !isUTF8(environment))
    }

    /// Wider lines are harder to read, not easier.
    private static var width: Int {
        var size = winsize()
        guard isPresent, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return min(120, Int(size.ws_col))
    }

    /// The first of these that is set decides (POSIX, locale(7)).
    private static func isUTF8(_ environment: [String: String]) -> Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        guard let locale = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }) else {
            return false
        }
        let codeset = locale.lowercased()
        return codeset.contains("utf-8") || codeset.contains("utf8")
    }
}
