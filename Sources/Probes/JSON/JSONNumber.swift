/// A number as JSON writes it: the digits are kept, so that no integer loses its last ones.
public struct JSONNumber: Sendable {
    /// The digits as they were written; always a number by RFC 8259 §6.
    public let literal: String

    init(literal: String) { self.literal = literal }

    /// A whole number.
    public init(_ value: some FixedWidthInteger) { literal = "\(value)" }

    /// A number in its shortest form; nil for what JSON cannot write: infinities, and what is not a number.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        literal = "\(value)"
    }

    /// The number as an `Int`; nil where it is written with a point or an exponent, or does not fit.
    public var int: Int? { Int(literal) }

    /// The nearest `Double`; infinite where the number is too large for one.
    public var double: Double { Double(literal) ?? .nan }
}

extension JSONNumber: Equatable {
    /// Whether both are the same number: `1.0` is `1`; integers are compared digit by digit, whatever their size.
    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        if left.literal == right.literal { return true }
        if left.isWhole, right.isWhole { return left.int == 0 && right.int == 0 }
        return left.double == right.double
    }

    private var isWhole: Bool { literal.utf8.allSatisfy { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") } }
}
