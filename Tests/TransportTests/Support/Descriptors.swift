import Glibc
import NIOPosix
import Synchronization

@testable import Transport

/// The descriptors of this process, for tests that run in one of their own.
enum Descriptors {
    /// How many are open.
    static func count() throws -> Int {
        var count = 0
        guard let folder = opendir("/proc/self/fd") else { throw FileBytes.Fault(code: errno) }
        defer { closedir(folder) }
        while readdir(folder) != nil { count += 1 }
        return count
    }

    /// Opens descriptors until the system gives no more; they are closed with the process.
    static func exhaust() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        // Some more than a small process has open; 20,000 would do as well and take longer.
        limit.rlim_cur = min(limit.rlim_cur, 200)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        while open("/dev/null", O_RDONLY | O_CLOEXEC) >= 0 {}
    }
}

/// Whoever connects to a server of a test, and whether all of them have gone.
final class Visitors: Sendable {
    private let counts = Box((came: 0, went: 0))

    func note(_ event: RawServer.Event) {
        switch event {
        case .opened: counts.change { $0.came += 1 }
        case .read: break
        case .closed: counts.change { $0.went += 1 }
        }
    }

    /// Waits until the last one of those who came has gone.
    func allGone() async throws { try await counts.wait { $0.came == $0.went } }
}
