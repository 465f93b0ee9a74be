/// Percent escapes (RFC 3986 §2.1) made plain.
enum PercentText {
    /// Why a text cannot be told.
    enum Refusal: Error, Equatable {
        /// A `%` without two hexadecimal digits behind it.
        case escape
        /// The bytes are no UTF-8.
        case encoding
        /// A NUL or another control character, which no name and no number has.
        case control
    }

    /// The text that `raw` stands for; in a query, `+` is a space.
    static func decoded(_ raw: some StringProtocol, plusIsSpace: Bool = false) throws(Refusal) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.utf8.count)
        var rest = Array(raw.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    throw .escape
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .encoding }
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { throw .control }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension PercentText.Refusal: CustomStringConvertible {
    /// What is wrong with the text.
    var description: String {
        switch self {
        case .escape: "has a % without two hexadecimal digits behind it; a percent sign itself is %25"
        case .encoding: "is not UTF-8"
        case .control: "has a control character in it"
        }
    }
}
