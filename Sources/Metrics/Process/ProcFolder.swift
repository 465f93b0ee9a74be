import FoundationEssentials
import Glibc

/// The folder `/proc`, read for this process. What cannot be read is nil, never a guess.
package struct ProcFolder: Sendable {
    private let path: String
    /// Clock ticks a second, the unit of processor time.
    package let ticksPerSecond: Double
    /// Bytes a page, the unit of memory in use.
    package let pageSize: Double

    /// The machine's own.
    package init() {
        self.init("/proc", ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))), pageSize: Double(getpagesize()))
    }

    /// A folder of the same layout, with the units its numbers are in.
    package init(_ path: String, ticksPerSecond: Double, pageSize: Double) {
        self.path = path
        self.ticksPerSecond = ticksPerSecond
        self.pageSize = pageSize
    }

    func stat() -> ProcessStat? { text("self/stat").flatMap(ProcessStat.init) }

    func limits() -> ProcessLimits? { text("self/limits").flatMap(ProcessLimits.init) }

    func bootTime() -> BootTime? { text("stat").flatMap(BootTime.init) }

    /// How many descriptors are open, without the one that it takes to look.
    func openDescriptors() -> Int? {
        // An unreadable folder is an unknown number, as for the files; why it is unreadable helps nobody here.
        guard let open = try? FileManager.default.contentsOfDirectory(atPath: "\(path)/self/fd") else { return nil }
        return open.count - 1
    }

    private func text(_ file: String) -> String? {
        FileManager.default.contents(atPath: "\(path)/\(file)").map { String(decoding: $0, as: UTF8.self) }
    }
}
