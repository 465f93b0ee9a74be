import Configuration
import Transport

/// A credential of our own, as it may stand in a text.
struct KnownSecret: Sendable, Equatable {
    /// Shorter ones are not looked for: they stand in every text.
    private static let shortest = 4
    /// Shorter ones are found as whole words alone, lest `test` be taken out of `latest`.
    private static let shortestPart = 8
    /// Of a secret at least twice as long, this much of its beginning is enough to be taken for it: close reasons are
    /// cut by the protocol, and nothing says so.
    private static let beginning = 16
    /// What `Wording` ends a text with that it cut.
    private static let cut = Array("…".utf8)

    let bytes: [UInt8]

    /// `secret` as it is, and as JSON and a URL write it.
    static func all(of secret: Secret) -> [KnownSecret] {
        let text = secret.reveal()
        let json = String(JSONValue.string(text).text().dropFirst().dropLast())
        let forms = [text, json, json.replacing("/", with: "\\/"), WebSocketURL.encoded(text)]
        return Set(forms.map { Array($0.utf8) }).filter { $0.count >= shortest }.map { KnownSecret(bytes: $0) }
    }

    /// `text` without the secret; nil where it does not hold it.
    ///
    /// Bytes are compared, not characters: an accent behind a secret makes another character of its last letter, and
    /// the secret would stay.
    func removed(from text: [UInt8]) -> [UInt8]? {
        let edits = text.withUnsafeBufferPointer { text in
            bytes.withUnsafeBufferPointer { secret in
                var edits = Edits()
                var start = 0
                while let range = next(secret, in: text, from: start) {
                    edits.add(range)
                    start = range.upperBound
                }
                return edits
            }
        }
        return edits.applied(to: text)
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Where the secret stands next, or the beginning of it at a place where the text was cut.
    private func next(_ secret: Bytes, in text: Bytes, from start: Int) -> Range<Int>? {
        guard start <= text.count - Self.shortest else { return nil }
        for first in start...text.count - Self.shortest where text[first] == secret[0] {
            var length = 1
            while length < secret.count, first + length < text.count, text[first + length] == secret[length] {
                length += 1
            }
            let range = first..<first + length
            if length == secret.count {
                if isWhole(range, text) { return range }
            } else if isBeginning(range, text) {
                return range
            }
        }
        return nil
    }

    private func isWhole(_ range: Range<Int>, _ text: Bytes) -> Bool {
        guard range.count < Self.shortestPart else { return true }
        return ![range.lowerBound - 1, range.upperBound].contains { place in
            text.indices.contains(place) && Self.isWord(text[place])
        }
    }

    private func isBeginning(_ range: Range<Int>, _ text: Bytes) -> Bool {
        if range.count >= Self.beginning, bytes.count >= 2 * Self.beginning { return true }
        return range.count >= Self.shortest && text[range.upperBound...].starts(with: Self.cut)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
