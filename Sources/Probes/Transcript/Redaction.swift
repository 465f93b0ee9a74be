public import Configuration

/// Takes the credentials of a run out of whatever is shown or kept of it.
///
/// Texts are cut: close reasons by the protocol, what servers say by us. So the beginning of a long secret vanishes too,
/// as far as it goes.
public struct Redaction: Sendable {
    /// Shorter words are not looked for: they stand in every text.
    private static let shortest = 4
    /// Of a secret at least twice as long, this much is enough to be taken for it.
    private static let beginning = 16

    private struct Word: Equatable {
        let bytes: [UInt8]
        /// How many of its bytes have to be there.
        let least: Int

        /// How many bytes of `text` from `place` on are it; 0 for none.
        func length(in text: [UInt8], at place: Int) -> Int {
            guard place + least <= text.count, text[place] == bytes[0] else { return 0 }
            let length = zip(bytes, text[place...]).prefix { $0 == $1 }.count
            return length < least ? 0 : length
        }
    }

    private var words: [Word] = []

    /// Nothing is redacted.
    public init() {}

    /// No text shows `secret` from now on.
    public mutating func add(_ secret: Secret) {
        let bytes = Array(secret.reveal().utf8)
        guard bytes.count >= Self.shortest else { return }
        let word = Word(bytes: bytes, least: bytes.count < 2 * Self.beginning ? bytes.count : Self.beginning)
        if !words.contains(word) { words.append(word) }
    }

    /// `text` without the credentials. Bytes are compared, not characters: an accent behind a secret makes another
    /// character of its last letter, and the secret would stay.
    public func of(_ text: String) -> String {
        guard !words.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var shown: [UInt8] = []
        var (place, rest) = (0, 0)
        while place < bytes.count {
            let length = words.reduce(0) { max($0, $1.length(in: bytes, at: place)) }
            if length > 0 {
                shown += bytes[rest..<place]
                shown += "<redacted>".utf8
                rest = place + length
            }
            place += max(length, 1)
        }
        return rest == 0 ? text : String(decoding: shown + bytes[rest...], as: UTF8.self)
    }

    /// The same of a text that may not be there.
    func of(_ text: String?) -> String? { text.map { of($0) } }
}
