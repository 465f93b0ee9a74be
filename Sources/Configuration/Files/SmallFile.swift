import Glibc

/// Reads a file that is small and regular, or says why not; never waits for a pipe or a device.
enum SmallFile {
    /// Why a file was not read; reads on after its name.
    enum Refusal: Error, Equatable {
        case missing
        case directory
        case notRegular
        case tooLarge(limit: Int)
        case unreadable(reason: String)
    }

    /// The bytes of the file at `path`, at most `limit`.
    static func read(_ path: String, limit: Int) throws(Refusal) -> [UInt8] {
        // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing : .unreadable(reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(reason: String(cString: strerror(errno))) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .directory
        default: throw .notRegular
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        // Read to the end rather than to st_size: files under /proc and /sys say 0.
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(reason: String(cString: strerror(errno))) }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
            guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        }
    }
}

extension SmallFile.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right, as the rest of a sentence that begins with the file's name.
    var description: String {
        switch self {
        case .missing: "does not exist; create it or correct the path"
        case .directory: "is a directory; name a file"
        case .notRegular: "is a pipe, socket or device; name a regular file"
        case .tooLarge(let limit): "is larger than \(ByteSizeText.format(limit)); name a smaller file"
        case .unreadable(let reason): "cannot be read (\(reason)); make it readable for this user"
        }
    }
}
