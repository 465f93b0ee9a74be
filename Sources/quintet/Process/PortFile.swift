import FoundationEssentials

/// Tells other programs which address was really bound: one line, there whole or not at all.
enum PortFile {
    /// Writes `address` to the file at `path`.
    static func write(_ address: String, to path: String) throws {
        try Data("\(address)\n".utf8).write(to: URL(filePath: path), options: .atomic)
    }
}
