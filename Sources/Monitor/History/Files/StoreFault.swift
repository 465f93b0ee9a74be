import GRDB

/// Why the file of the history cannot be used.
public enum StoreFault: Error, Equatable {
    /// There is no room left for it.
    case full
    /// It may not be written.
    case readOnly
    /// Another program holds it.
    case locked
    /// Its bytes are those of no database, or no longer.
    case corrupt
    /// Somebody removed it while it was in use.
    case removed
    /// A newer version of Quintet made it.
    case newer
    /// Anything else, in SQLite's own words.
    case unusable(String)

    /// What stands behind an error of SQLite's; nil for one that is no fault of the file.
    init?(_ error: any Error) {
        if let fault = error as? StoreFault {
            self = fault
            return
        }
        guard let error = error as? DatabaseError else { return nil }
        switch error.resultCode {
        case .SQLITE_FULL: self = .full
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .locked
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt
        case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_NOLFS, .SQLITE_NOMEM:
            self = .unusable(error.message ?? "\(error.resultCode)")
        case _: return nil
        }
    }

    /// The same for an error at opening, where every one is the file's.
    init(opening error: any Error) {
        self = StoreFault(error) ?? .unusable((error as? DatabaseError)?.message ?? "\(error)")
    }
}

extension StoreFault: CustomStringConvertible {
    /// What is wrong with the file, as the rest of a sentence that begins with its path.
    public var description: String {
        switch self {
        case .full: "cannot grow: the disk is full"
        case .readOnly: "is read-only"
        case .locked: "is locked by another program"
        case .corrupt: "is corrupt"
        case .removed: "was removed"
        case .newer: "was made by a newer version of Quintet"
        case .unusable(let words): "cannot be used: \(words)"
        }
    }
}
