import Probes
import TestSupport

/// Makes JSON: values, and the many ways to write each.
struct RandomJSON {
    private var random: Seeded

    init(_ seed: Int) { random = Seeded(UInt64(seed)) }

    mutating func below(_ bound: Int) -> Int { random.next(below: bound) }

    mutating func value(depth: Int = 4) -> JSONValue {
        switch below(depth > 0 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(below(2) == 0)
        case 2: return .number(JSONNumber(Int(truncatingIfNeeded: random.next()) >> below(60)))
        case 3: return JSONNumber(Double(Int(truncatingIfNeeded: random.next() >> 40)) / 64).map(JSONValue.number) ?? 0
        case 4, 5: return .string(string())
        case 6: return .array((0..<below(5)).map { _ in value(depth: depth - 1) })
        default:
            // Distinct names, because readers differ about the others.
            let count = below(5)
            return .object(
                JSONObject((0..<count).map { .init("\($0)" + string(), value(depth: depth - 1)) })
            )
        }
    }

    private static let characters: [Character] = [
        "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\r", "\u{8}", "\u{C}", "\0", "\u{1F}", "é", "\u{7F}",
        "\u{7FF}",
        "\u{800}", "€", "\u{2028}", "\u{FFFD}", "\u{FFFF}", "😀", "\u{10FFFF}", "🇸🇪", "e\u{301}",
    ]

    mutating func string() -> String {
        String((0..<below(20)).map { _ in Self.characters[below(Self.characters.count)] })
    }

    /// The value as a text that a careless, a careful or a strange writer makes.
    mutating func text(_ value: JSONValue) -> String {
        let inner: String
        switch value {
        case .null, .bool, .number: inner = value.text()
        case .string(let string): inner = quoted(string)
        case .array(let items): inner = "[" + items.map { text($0) }.joined(separator: ",") + space() + "]"
        case .object(let object):
            let members = object.members.map { "\(space())\(quoted($0.name))\(space()):\(text($0.value))" }
            inner = "{" + members.joined(separator: ",") + space() + "}"
        }
        return space() + inner + space()
    }

    private mutating func space() -> String {
        below(4) > 0 ? "" : String((0..<below(4)).map { _ in [" ", "\n", "\t", "\r"][below(4)] as Character })
    }

    private mutating func quoted(_ string: String) -> String {
        let inside = string.unicodeScalars.map { scalar -> String in
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            guard mustEscape || below(8) == 0 else { return String(scalar) }
            if let letter = Self.letters[scalar], below(2) == 0 { return "\\\(letter)" }
            return String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16, uppercase: below(2) == 0)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        }
        return "\"" + inside.joined() + "\""
    }

    private static let letters: [Unicode.Scalar: String] = [
        "\"": "\"", "\\": "\\", "/": "/", "\u{8}": "b", "\u{C}": "f", "\n": "n", "\r": "r", "\t": "t",
    ]

    /// What means something in JSON, and what must not stand in it.
    private static let splinters: [[UInt8]] =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "0", "-", ".", "e", "+", "01", "1.",
            "true", "nul", " ", "\n",
        ]
        .map { Array($0.utf8) } + [
            [0], [0x1F], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
        ]

    /// The bytes with a few of them taken out, put in or written over.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(2) where !bytes.isEmpty {
            let start = below(bytes.count)
            let end = min(bytes.count, start + below(3))
            switch below(4) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.replaceSubrange(start..<end, with: Self.splinters[below(Self.splinters.count)])
            case 2: bytes.insert(contentsOf: Self.splinters[below(Self.splinters.count)], at: start)
            default: bytes.removeSubrange(start...)
            }
        }
        return bytes
    }
}
