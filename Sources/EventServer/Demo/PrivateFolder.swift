import Glibc

/// A folder that only its user can read, with files that only its user can read.
struct PrivateFolder: Sendable {
    /// Why there is no such folder.
    enum Refusal: Error, Equatable {
        case open(String, mode: UInt32)
        case foreign(String)
        case notAFolder(String)
        case system(String, reason: String)
    }

    let path: String

    /// A fresh folder below `parent`, with a name nobody can guess.
    static func temporary(below parent: String) throws(Refusal) -> PrivateFolder {
        var template = Array("\(parent)/quintet-demo-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .system(parent, reason: Self.reason) }
        return PrivateFolder(path: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    /// The folder at `path`, made if it is not there; one that others may enter is refused, and left as it is.
    static func named(_ path: String) throws(Refusal) -> PrivateFolder {
        if mkdir(path, 0o700) == 0 { return PrivateFolder(path: path) }
        guard errno == EEXIST else { throw .system(path, reason: Self.reason) }
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .system(path, reason: Self.reason) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(path) }
        guard status.st_uid == geteuid() else { throw .foreign(path) }
        guard status.st_mode & 0o077 == 0 else { throw .open(path, mode: status.st_mode & 0o777) }
        return PrivateFolder(path: path)
    }

    /// A private folder in this one.
    func folder(_ name: String) throws(Refusal) -> PrivateFolder { try .named("\(path)/\(name)") }

    /// Writes `text` to the file `name`, whole or not at all; a file that is there is replaced.
    func write(_ text: String, to name: String) throws(Refusal) {
        let target = "\(path)/\(name)"
        let fresh = "\(target).\(RandomText.hex(8))"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(target, reason: Self.reason) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                let reason = Self.reason
                close(descriptor)
                unlink(fresh)
                throw .system(target, reason: reason)
            }
            rest = rest.dropFirst(count)
        }
        close(descriptor)
        guard rename(fresh, target) == 0 else {
            let reason = Self.reason
            unlink(fresh)
            throw .system(target, reason: reason)
        }
    }

    private static var reason: String { String(cString: strerror(errno)) }
}

extension PrivateFolder.Refusal: CustomStringConvertible {
    /// What is wrong and what to do.
    var description: String {
        switch self {
        case .open(let path, let mode):
            "\(path) is open to others (mode \(String(mode, radix: 8))), and passwords are written there; "
                + "chmod 700 it, or name another folder"
        case .foreign(let path): "\(path) belongs to another user; name a folder of your own"
        case .notAFolder(let path): "\(path) is not a folder; name another"
        case .system(let path, let reason): "\(path): \(reason)"
        }
    }
}
