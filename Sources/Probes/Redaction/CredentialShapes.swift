/// Finds credentials in any text by their shape: JSON Web Tokens, what stands behind `Bearer`, and the values of
/// parameters and quoted pairs that are called so, as `?token=…` and `'password': '…'`.
///
/// Prose stays as it is: `invalid token: expired` holds none.
struct CredentialShapes {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isTarget: Bool
    private var index = 0
    private var edits = Edits()

    /// `bytes` without what looks like a credential; nil where nothing does.
    ///
    /// - Parameter isTarget: whether it is the path and query of a URL, where more names are those of credentials.
    static func redacted(_ bytes: [UInt8], isTarget: Bool = false) -> [UInt8]? {
        let edits = bytes.withUnsafeBufferPointer { buffer in
            var shapes = CredentialShapes(buffer, isTarget: isTarget)
            shapes.read()
            return shapes.edits
        }
        return edits.applied(to: bytes)
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, isTarget: Bool) {
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
            hide(word: start..<index)
        }
    }

    /// Hides a word, or what belongs to it, and goes on behind that.
    private mutating func hide(word: Range<Int>) {
        let next = at(word.upperBound)
        if begins(word, "eyJ"), word.count >= 13, next == UInt8(ascii: ".") {
            // Three parts, or five, or what was left of them by somebody who cut.
            hide(word.lowerBound..<end(of: { Self.isWord($0) || $0 == UInt8(ascii: ".") }, from: index))
        } else if begins(word, "ZXlK"), word.count >= 40 {
            hide(word)
        } else if next == UInt8(ascii: "="), isParameter(word) {
            hide(index + 1..<end(of: { !Self.isDelimiter($0) }, from: index + 1))
        } else if next == UInt8(ascii: " "), isScheme(word) {
            let value = index + 1..<end(of: Self.isToken, from: index + 1)
            if isSecretive(value) { hide(value) }
        } else if next == UInt8(ascii: "'"), let value = quotedValue(of: word) {
            hide(value)
        }
    }

    private mutating func hide(_ range: Range<Int>) {
        if !range.isEmpty { edits.add(range) }
        index = max(index, range.upperBound)
    }

    /// The value in `'word': 'value'`, as Python writes it.
    private func quotedValue(of word: Range<Int>) -> Range<Int>? {
        let quote = UInt8(ascii: "'")
        guard at(word.lowerBound - 1) == quote, CredentialName.isOne(text(word)) else { return nil }
        let colon = end(of: { $0 == 0x20 }, from: index + 1)
        guard at(colon) == UInt8(ascii: ":") else { return nil }
        let opening = end(of: { $0 == 0x20 }, from: colon + 1)
        guard at(opening) == quote else { return nil }
        return opening + 1..<end(of: { $0 != quote }, from: opening + 1)
    }

    private func isParameter(_ word: Range<Int>) -> Bool {
        isTarget ? CredentialName.isParameter(text(word)) : CredentialName.isOne(text(word))
    }

    private func isScheme(_ word: Range<Int>) -> Bool {
        switch word.count {
        case 5: begins(word, "basic") || begins(word, "token")
        case 6: begins(word, "bearer")
        default: false
        }
    }

    /// Whether it is long enough, or has a digit in it: `Bearer authentication failed` is prose.
    private func isSecretive(_ value: Range<Int>) -> Bool {
        value.count >= 16 || (value.count >= 8 && text(value).contains(where: Self.digits.contains))
    }

    /// Whether a word begins so; in any case where that is in lower case.
    private func begins(_ word: Range<Int>, _ start: StaticString) -> Bool {
        let count = start.utf8CodeUnitCount
        guard word.count >= count else { return false }
        for place in 0..<count {
            let byte = bytes[word.lowerBound + place]
            guard byte == start.utf8Start[place] || byte | 0x20 == start.utf8Start[place] else { return false }
        }
        return true
    }

    private func text(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[range])
    }

    private func at(_ place: Int) -> UInt8? { bytes.indices.contains(place) ? bytes[place] : nil }

    private func end(of isPart: (UInt8) -> Bool, from start: Int) -> Int {
        var end = min(start, bytes.count)
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        return end
    }
}

extension CredentialShapes {
    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    /// Letters, digits, `-` and `_`: names, and the parts of tokens.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// RFC 6750 §2.1, b64token.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): true
        default: isWord(byte)
        }
    }

    /// What ends the value of a parameter, in whatever it stands.
    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"), UInt8(ascii: "#"):
            true
        default: false
        }
    }
}
