import FoundationEssentials

/// A duration as JSON has it: seconds as a number, to the microsecond.
public struct Seconds: Sendable, Hashable, Codable {
    /// The duration, unrounded.
    public let duration: Duration

    /// The duration itself; it is rounded only when it is encoded.
    public init(_ duration: Duration) { self.duration = duration }

    /// Seconds, rounded to the microsecond: the number that is nearest to a decimal with six digits behind the point,
    /// so that it is written with no more of them.
    public var value: Double {
        let (seconds, attoseconds) = duration.components
        // One division of two whole numbers. Whole seconds and a fraction added up would miss that number by a bit.
        return (Double(seconds) * 1e6 + (Double(attoseconds) / 1e12).rounded()) / 1e6
    }

    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer().decode(Double.self)
        guard value.isFinite, abs(value) < 1e12 else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "not a number of seconds")
            )
        }
        duration = .microseconds(Int64((value * 1e6).rounded()))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let value = value
        // Below, a number of the machine is written with an exponent. A decimal costs four times as much, and is
        // seldom needed.
        guard value != 0, abs(value) < 1e-4 else { return try container.encode(value) }
        let microseconds = Decimal(Int((abs(value) * 1e6).rounded()))
        try container.encode(Decimal(sign: value < 0 ? .minus : .plus, exponent: -6, significand: microseconds))
    }
}
