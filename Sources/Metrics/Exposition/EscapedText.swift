/// Text made safe to stand on one line of an exposition.
///
/// Works on bytes: Swift reads CR LF as a single character, in which a search for the line feed finds nothing.
enum EscapedText {
    /// A label value, to stand between quotes: backslash, quote and line feed escaped, in both formats.
    static func labelValue(_ text: String) -> String { escaped(text, quotes: true) }

    /// A help text; only OpenMetrics escapes quotes in it.
    static func help(_ text: String, in format: ExpositionFormat) -> String {
        switch format {
        case .text004: escaped(text, quotes: false)
        case .openMetrics100: escaped(text, quotes: true)
        }
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        let backslash = UInt8(ascii: "\\")
        let quote = UInt8(ascii: "\"")
        let feed = UInt8(ascii: "\n")
        guard text.utf8.contains(where: { $0 == backslash || $0 == feed || (quotes && $0 == quote) }) else {
            return text
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 8)
        for byte in text.utf8 {
            switch byte {
            case feed:
                bytes += [backslash, UInt8(ascii: "n")]
            case backslash,
                quote where quotes:
                bytes += [backslash, byte]
            default:
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
