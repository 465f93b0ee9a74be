extension Secret {
    /// Larger files hold no secret.
    static let largestFile = 64 << 10

    /// Why a file gave no secret; reads on after the file's name.
    public struct FileError: Error, CustomStringConvertible {
        public let description: String
    }

    /// The text of the small file at `path`, without the line end behind it.
    public init(contentsOf path: String) throws(FileError) {
        let bytes: [UInt8]
        do {
            bytes = try SmallFile.read(path, limit: Self.largestFile)
        } catch {
            throw FileError(description: error.description)
        }
        guard var text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw FileError(description: "is not UTF-8 text; want text without NUL bytes")
        }
        // "\r\n" is one Character, so this takes either line end.
        if text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else { throw FileError(description: "is empty; want the secret in it") }
        self.init(text)
    }
}
