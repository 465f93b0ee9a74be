/// When the machine started, as `/proc/stat` tells it.
package struct BootTime: Equatable, Sendable {
    /// Seconds since 1970.
    package let seconds: UInt64

    /// Nil when the text has no line `btime`.
    package init?(_ text: String) {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("btime ") }),
            let seconds = UInt64(line.dropFirst("btime ".count))
        else { return nil }
        self.seconds = seconds
    }
}
