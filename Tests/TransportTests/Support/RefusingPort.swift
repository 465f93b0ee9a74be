import Glibc
import NIOCore

/// A port of 127.0.0.1 and its neighbours where nobody listens, and nobody else can begin to: what was only left again
/// may be another test's by the time somebody connects to it.
final class RefusingPort: Sendable {
    let port: Int
    private let descriptor: CInt

    var authority: String { "127.0.0.1:\(port)" }

    init() throws {
        let owned = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        descriptor = owned
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(owned, $0, length) == 0 && getsockname(owned, $0, &length) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard isBound else { throw IOError(errnoCode: errno, reason: "bind") }
    }

    deinit { close(descriptor) }
}
