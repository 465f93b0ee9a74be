/// A name as it may be asked for: letters, digits, hyphens, underscores and dots (RFC 1123 §2.1, RFC 2181 §11).
struct HostName: Hashable, Sendable {
    /// In lower case, without the dot at the end that makes a name absolute.
    let text: String
    /// Whether that dot was there: no search domain is tried then.
    let isAbsolute: Bool

    init?(_ name: String) {
        isAbsolute = name.hasSuffix(".")
        text = (isAbsolute ? String(name.dropLast()) : name).lowercased()
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= 253, labels.allSatisfy({ (1...63).contains($0.count) && $0.allSatisfy(Self.isLegal) })
        else { return nil }
    }

    /// RFC 6761 §6.3: such names are this machine, whatever a name server says.
    var isLoopback: Bool { text == "localhost" || text.hasSuffix(".localhost") }

    /// What a name server is asked for.
    var question: String { isAbsolute ? text + "." : text }

    private static func isLegal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
