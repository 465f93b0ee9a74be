import Glibc
import NIOCore

/// The system's own words for what went wrong, without the internals of the library that carried them.
enum SystemError {
    static func text(of error: any Error) -> String {
        if let io = error as? IOError { return name(io.errnoCode) }
        return String(describing: error)
    }

    /// `connection refused`, as strerror says it, in lower case.
    static func name(_ code: CInt) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        let text = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return String(decoding: text, as: UTF8.self).lowercased()
    }
}
