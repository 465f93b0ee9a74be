/// What a terminal can show, by its environment.
struct TerminalLook: Equatable, Sendable {
    /// Whether colours may be used.
    var isColored: Bool
    /// Whether nothing but ASCII may be used.
    var isASCII: Bool

    /// By `NO_COLOR` (https://no-color.org), `TERM`, and the first of the variables of the locale that is set
    /// (POSIX, locale(7)).
    init(environment: [String: String]) {
        isColored = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
            .compactMap { environment[$0] }
            .first { !$0.isEmpty }
        let codeset = locale?.lowercased() ?? ""
        isASCII = !(codeset.contains("utf-8") || codeset.contains("utf8"))
    }

    init(isColored: Bool = true, isASCII: Bool = false) {
        self.isColored = isColored
        self.isASCII = isASCII
    }
}
