/// Finds the values of credentials among the members of a JSON text: by their names, at any depth, with everything
/// below them.
///
/// What is no JSON, or only the beginning of it, is read as far as it looks like some: a message that is cut or broken
/// shows no more than a whole one. Empty strings, `true`, `false` and `null` tell nobody anything and stay.
struct CredentialMembers {
    /// JSON in a string of JSON, and so on, is looked into so deep.
    private static let deepest = 4

    private let bytes: UnsafeBufferPointer<UInt8>
    private let redaction: Redaction
    private let depth: Int
    private var index = 0
    /// Of each object and array that is open, whether it belongs to a credential.
    private var levels: [Bool] = []
    /// Whether the member whose value comes next is one.
    private var isCredential = false
    private var edits = Edits()

    /// `bytes` without the values of credentials; nil where there are none.
    ///
    /// - Parameter redaction: what strings with escapes are looked at by, once more and without them.
    static func redacted(_ bytes: [UInt8], by redaction: Redaction, depth: Int) -> [UInt8]? {
        let edits = bytes.withUnsafeBufferPointer { buffer in
            var members = CredentialMembers(buffer, redaction, depth)
            members.read()
            return members.edits
        }
        return edits.applied(to: bytes)
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ redaction: Redaction, _ depth: Int) {
        self.bytes = bytes
        self.redaction = redaction
        self.depth = depth
    }

    private mutating func read() {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                string()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                levels.append(isHidden)
                isCredential = false
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = levels.popLast()
                isCredential = false
                index += 1
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                number()
            case UInt8(ascii: ","):
                isCredential = false
                index += 1
            default:
                index += 1
            }
        }
    }

    /// Whether the value that comes next is a credential, or part of one.
    private var isHidden: Bool { isCredential || levels.last == true }

    private mutating func string() {
        let start = index + 1
        var end = start
        var isPlain = true
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            if bytes[end] == UInt8(ascii: "\\") {
                isPlain = false
                end += 1
            }
            end += 1
        }
        end = min(end, bytes.count)
        index = min(end + 1, bytes.count)
        guard !isName() else {
            isCredential =
                isPlain
                ? CredentialName.isOne(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                : CredentialName.isOne(text(start..<end) ?? [])
            return
        }
        if isHidden {
            if start < end { edits.add(start..<end) }
        } else if !isPlain, depth < Self.deepest, let text = text(start..<end),
            let redacted = redaction.redacted(text, depth: depth + 1)
        {
            edits.add(start - 1..<index, JSONValue.string(String(decoding: redacted, as: UTF8.self)).utf8)
        }
        isCredential = false
    }

    /// Whether a colon comes next; steps over it.
    private mutating func isName() -> Bool {
        var next = index
        while next < bytes.count, bytes[next] == 0x20 || (0x09...0x0D).contains(bytes[next]) { next += 1 }
        guard next < bytes.count, bytes[next] == UInt8(ascii: ":") else { return false }
        index = next + 1
        return true
    }

    /// What a string with escapes means; nil where they are broken.
    private func text(_ range: Range<Int>) -> [UInt8]? {
        let raw = UnsafeRawBufferPointer(bytes)
        var scanner = JSONScanner(raw, at: range.lowerBound - 1)
        // What is broken is no JSON, and is looked at as it is by others.
        guard let span = try? scanner.string(), span.range == range else { return nil }
        let text = JSONText.decode(UnsafeRawBufferPointer(rebasing: raw[range]), isPlain: false)
        return text.map { Array($0.utf8) }
    }

    private mutating func number() {
        let start = index
        while index < bytes.count, Self.isNumeric(bytes[index]) { index += 1 }
        // In quotation marks, so that it stays JSON.
        if isHidden { edits.add(start..<index, Array("\"<redacted>\"".utf8)) }
    }

    private static func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "E"), UInt8(ascii: "e"):
            true
        default: false
        }
    }
}

extension JSONValue {
    fileprivate var utf8: [UInt8] { Array(text().utf8) }
}
