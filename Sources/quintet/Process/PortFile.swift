import ArgumentParser
import Glibc

/// Tells other programs which address was really bound: a file of one line that is there whole or not at all, and goes
/// with the program that wrote it.
struct PortFile: Sendable {
    /// Why there is no such file.
    enum Refusal: Error, Equatable {
        case notAFile
        /// In the words of the system.
        case system(String)
    }

    /// What tells the file that was written from one that has taken its place.
    private struct Mark: Equatable {
        let device: dev_t
        let inode: ino_t
        let seconds: Int
        let nanoseconds: Int

        init(_ status: stat) {
            (device, inode) = (status.st_dev, status.st_ino)
            (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        }
    }

    private let path: String
    private let mark: Mark

    /// Writes `address` to the file at `path`; one that is there is replaced.
    init(_ address: String, at path: String) throws(Refusal) {
        var status = stat()
        // A pipe or a terminal would be replaced by a file, which nobody means who names one.
        guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        let fresh = "\(path).\(getpid()).\(UInt32.random(in: .min ... .max))"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .system(Self.reason) }
        let line = Array("\(address)\n".utf8)
        let isWritten = write(descriptor, line, line.count) == line.count && fstat(descriptor, &status) == 0
        guard isWritten, rename(fresh, path) == 0 else {
            let reason = Self.reason
            close(descriptor)
            unlink(fresh)
            throw .system(reason)
        }
        close(descriptor)
        self.path = path
        mark = Mark(status)
    }

    /// Removes the file, unless another program has written it anew meanwhile.
    func remove() {
        var status = stat()
        guard stat(path, &status) == 0, Mark(status) == mark else { return }
        // One that cannot be removed stays: the program ends, and nobody is left who could do more.
        unlink(path)
    }

    private static var reason: String { String(cString: strerror(errno)) }
}

extension PortFile.Refusal: CustomStringConvertible {
    /// What is wrong and what to do.
    var description: String {
        switch self {
        case .notAFile: "it is there and no file; name another"
        case .system(let reason): "\(reason); name a file in a folder that can be written to"
        }
    }
}

extension PortFile {
    /// Writes `address` where `path` says; what is wrong is told as `command`'s.
    static func written(_ address: String, at path: String?, by command: String) throws -> PortFile? {
        guard let path else { return nil }
        do throws(Refusal) {
            return try PortFile(address, at: path)
        } catch {
            throw ExitCode.usage("\(command): cannot write --port-file \(path): \(error)")
        }
    }
}
