/// What `/proc/PID/limits` allows a process.
package struct ProcessLimits: Equatable, Sendable {
    /// How many descriptors may be open at once, by the soft limit; the largest number when there is none.
    package let openFiles: UInt64

    /// Nil when the text has no such limit.
    package init?(_ text: String) {
        let title = "Max open files"
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(title) }),
            let soft = line.dropFirst(title.count).split(separator: " ").first,
            let number = soft == "unlimited" ? .max : UInt64(soft)
        else { return nil }
        openFiles = number
    }
}
