import FoundationEssentials

/// A short text file of the system, read whole.
enum SmallText {
    /// Nil when it can't be read; whoever needs the reason reads it another way.
    static func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
