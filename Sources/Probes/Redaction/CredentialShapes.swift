/// Finds credentials in any text by their shape: JSON Web Tokens, what stands behind `Bearer`, and the values of
/// parameters and quoted pairs that are called so, as `?token=…` and `'password': '…'`.
///
/// Prose stays as it is: `invalid token: expired` holds none.
struct CredentialShapes {
    private let bytes: [UInt8]
    private let isTarget: Bool
    private var index = 0
    private var edits = Edits()

    /// `bytes` without what looks like a credential; nil where nothing does.
    ///
    /// - Parameter isTarget: whether it is the path and query of a URL, where more names are those of credentials.
    static func redacted(_ bytes: [UInt8], isTarget: Bool = false) -> [UInt8]? {
        var shapes = CredentialShapes(bytes, isTarget: isTarget)
        shapes.read()
        return shapes.edits.applied(to: bytes)
    }

    private init(_ bytes: [UInt8], isTarget: Bool) {
        self.bytes = bytes
        self.isTarget = isTarget
    }

    private mutating func read() {
        while index < bytes.count {
            guard Self.isWord(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            index = end(of: Self.isWord, from: start)
            hide(bytes[start..<index])
        }
    }

    /// Hides `word`, or what belongs to it, and goes on behind that.
    private mutating func hide(_ word: ArraySlice<UInt8>) {
        if word.starts(with: Self.tokenStart), word.count >= 13, at(index) == UInt8(ascii: ".") {
            // Three parts, or five, or what was left of them by somebody who cut.
            hide(word.startIndex..<end(of: { Self.isWord($0) || $0 == UInt8(ascii: ".") }, from: index))
        } else if word.starts(with: Self.encodedStart), word.count >= 40 {
            hide(word.startIndex..<index)
        } else if at(index) == UInt8(ascii: "="), isParameter(word) {
            hide(index + 1..<end(of: { !Self.delimiters.contains($0) }, from: index + 1))
        } else if at(index) == UInt8(ascii: " "), Self.schemes.contains(where: word.isCalled) {
            let value = index + 1..<end(of: Self.isToken, from: index + 1)
            if Self.isSecretive(bytes[value]) { hide(value) }
        } else if let value = quotedValue(of: word) {
            hide(value)
        }
    }

    private mutating func hide(_ range: Range<Int>) {
        if !range.isEmpty { edits.add(range) }
        index = max(index, range.upperBound)
    }

    /// The value in `'word': 'value'`, as Python writes it.
    private func quotedValue(of word: ArraySlice<UInt8>) -> Range<Int>? {
        let quote = UInt8(ascii: "'")
        guard at(index) == quote, at(word.startIndex - 1) == quote, CredentialName.isOne(word) else { return nil }
        let colon = end(of: { $0 == 0x20 }, from: index + 1)
        guard at(colon) == UInt8(ascii: ":") else { return nil }
        let opening = end(of: { $0 == 0x20 }, from: colon + 1)
        guard at(opening) == quote else { return nil }
        return opening + 1..<end(of: { $0 != quote }, from: opening + 1)
    }

    private func isParameter(_ word: ArraySlice<UInt8>) -> Bool {
        isTarget ? CredentialName.isParameter(word) : CredentialName.isOne(word)
    }

    private func at(_ place: Int) -> UInt8? { bytes.indices.contains(place) ? bytes[place] : nil }

    private func end(of isPart: (UInt8) -> Bool, from start: Int) -> Int {
        var end = min(start, bytes.count)
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        return end
    }
}

extension CredentialShapes {
    /// `{"`, as each JSON Web Token begins, in base64url; and a whole token in it once more.
    private static let tokenStart = Array("eyJ".utf8)
    private static let encodedStart = Array("ZXlK".utf8)
    private static let schemes = ["bearer", "basic", "token"]
    private static let delimiters = Set("&;, \t\r\n\"'<>()[]{}\\#".utf8)
    private static let signs = Set("._~+/=".utf8)
    private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    /// Letters, digits, `-` and `_`: names, and the parts of tokens.
    private static func isWord(_ byte: UInt8) -> Bool {
        letters.contains(byte | 0x20) || digits.contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }

    /// RFC 6750 §2.1, b64token.
    private static func isToken(_ byte: UInt8) -> Bool {
        isWord(byte) || signs.contains(byte)
    }

    /// Whether it is long enough, or has a digit in it: `Bearer authentication failed` is prose.
    private static func isSecretive(_ value: ArraySlice<UInt8>) -> Bool {
        value.count >= 16 || (value.count >= 8 && value.contains(where: digits.contains))
    }
}

extension ArraySlice<UInt8> {
    fileprivate func isCalled(_ name: String) -> Bool {
        count == name.utf8.count && zip(self, name.utf8).allSatisfy { $0 | 0x20 == $1 }
    }
}
