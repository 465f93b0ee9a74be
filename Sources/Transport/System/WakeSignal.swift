import CShims
import Glibc

/// Wakes a thread that waits in poll(2): an eventfd.
package final class WakeSignal: Sendable {
    /// Readable while a wake is pending; -1 where the system had no descriptor to give.
    package let descriptor: CInt

    package init() {
        descriptor = eventfd(0, CInt(EFD_NONBLOCK | EFD_CLOEXEC))
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    package func send() {
        var one: UInt64 = 1
        // A full counter means that a wake is pending already, which is all that is wanted.
        _ = write(descriptor, &one, MemoryLayout.size(ofValue: one))
    }

    package func clear() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout.size(ofValue: count))
    }
}
