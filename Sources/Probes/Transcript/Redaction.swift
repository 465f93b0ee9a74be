public import Configuration

/// Takes the credentials of a run out of whatever is shown or kept of it.
public struct Redaction: Sendable {
    /// Shorter words are not looked for: they stand in every text.
    private static let shortest = 4

    private var words: [[UInt8]] = []

    /// Nothing is redacted.
    public init() {}

    /// No text shows `secret` from now on.
    public mutating func add(_ secret: Secret) {
        let word = Array(secret.reveal().utf8)
        guard word.count >= Self.shortest, !words.contains(word) else { return }
        words.append(word)
        // The longest first: a secret that contains another one is to vanish whole.
        words.sort { $0.count > $1.count }
    }

    /// `text` without the credentials. Bytes are compared, not characters: an accent behind a secret makes another
    /// character of its last letter, and the secret would stay.
    public func of(_ text: String) -> String {
        var bytes = Array(text.utf8)
        var isChanged = false
        for word in words where bytes.contains(word) {
            bytes.replace(word, with: "<redacted>".utf8)
            isChanged = true
        }
        return isChanged ? String(decoding: bytes, as: UTF8.self) : text
    }
}
