/// An id that sorts by the time it was made: 48 bits of milliseconds and 80 random ones, in 26 letters and digits.
public struct ULID: Sendable, Hashable {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The 26 digits and letters.
    public let description: String

    /// A new id for something that happened at `time`.
    public init(at time: WallTime = .now) {
        var generator = SystemRandomNumberGenerator()
        self.init(at: time, using: &generator)
    }

    /// A new id with random bits from `generator`.
    public init(at time: WallTime, using generator: inout some RandomNumberGenerator) {
        let stamp = UInt64(clamping: time.milliseconds) & 0xFFFF_FFFF_FFFF
        var bits = UInt128(stamp) << 80
        bits |= UInt128(generator.next() as UInt64) << 16 | UInt128(UInt16.random(in: .min ... .max, using: &generator))
        let text = (0..<26).map { Self.digits[Int(truncatingIfNeeded: bits >> UInt128(5 * (25 - $0))) & 31] }
        description = String(decoding: text, as: UTF8.self)
    }

    /// The id that `text` spells, in upper case; nil when it is none.
    public init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count == 26, bytes.allSatisfy(Self.digits.contains), let first = bytes.first,
            first <= UInt8(ascii: "7")
        else { return nil }
        description = text
    }
}

extension ULID: CustomStringConvertible {}

extension ULID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = ULID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a ULID: \(text)")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
