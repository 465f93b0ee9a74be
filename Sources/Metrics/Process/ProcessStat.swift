/// What `/proc/PID/stat` says of a process, in the kernel's own units (proc_pid_stat(5)).
package struct ProcessStat: Equatable, Sendable {
    /// Time on a processor in user and kernel mode together, in clock ticks.
    package let cpuTicks: UInt64
    /// Threads that live now.
    package let threads: UInt64
    /// When the process started, in clock ticks since the machine did.
    package let startTicks: UInt64
    /// Address space, in bytes.
    package let virtualBytes: UInt64
    /// Memory in use, in pages.
    package let residentPages: UInt64

    /// Nil when the text is not such a line.
    package init?(_ text: String) {
        // The second field is the program's name in parentheses, which may itself hold spaces and parentheses: what
        // follows the last one is field 3 and those after it.
        guard let name = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: name)...].split(whereSeparator: \.isWhitespace)
        func number(_ field: Int) -> UInt64? { fields.count > field - 3 ? UInt64(fields[field - 3]) : nil }
        guard let user = number(14), let system = number(15), let threads = number(20), let start = number(22),
            let virtual = number(23), let resident = number(24)
        else { return nil }
        cpuTicks = user &+ system
        self.threads = threads
        startTicks = start
        virtualBytes = virtual
        residentPages = resident
    }
}
