import Glibc

/// Short files, read whole.
enum FileBytes {
    /// The number of the system's error.
    struct Fault: Error, Equatable {
        let code: CInt
    }

    /// More than any file that is read here has; the authorities of a system are 250 KB.
    static let most = 16 << 20

    static func read(_ path: String) throws(Fault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault(code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw Fault(code: errno)
            }
            bytes += chunk[..<count]
            guard bytes.count <= most else { throw Fault(code: EFBIG) }
        }
    }
}

extension FileBytes.Fault: CustomStringConvertible {
    /// `no such file or directory`, as the system says it.
    var description: String { SystemError.name(code) }
}
