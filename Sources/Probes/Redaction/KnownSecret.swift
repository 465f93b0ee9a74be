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
        var edits = Edits()
        var start = 0
        while let range = next(in: text, from: start) {
            edits.add(range)
            start = range.upperBound
        }
        return edits.applied(to: text)
    }

    /// Where the secret stands next, or the beginning of it at a place where the text was cut.
    private func next(in text: [UInt8], from start: Int) -> Range<Int>? {
        var start = start
        while let first = text[start...].firstIndex(where: { $0 == bytes[0] }) {
            let length = zip(text[first...], bytes).prefix { $0 == $1 }.count
            let end = first + length
            if length == bytes.count ? isWhole(first..<end, text) : isBeginning(length, endsAt: end, text) {
                return first..<end
            }
            start = first + 1
        }
        return nil
    }

    private func isWhole(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
        guard bytes.count < Self.shortestPart else { return true }
        return ![range.lowerBound - 1, range.upperBound].contains { place in
            text.indices.contains(place) && Self.isWord(text[place])
        }
    }

    private func isBeginning(_ length: Int, endsAt end: Int, _ text: [UInt8]) -> Bool {
        if length >= Self.beginning, bytes.count >= 2 * Self.beginning { return true }
        return length >= Self.shortest && isCut(end, text)
    }

    private func isCut(_ place: Int, _ text: [UInt8]) -> Bool { text[place...].starts(with: Self.cut) }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
