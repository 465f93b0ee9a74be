/// A duration as JSON has it: seconds as a number, to the microsecond.
public struct Seconds: Sendable, Hashable, Codable {
    /// The duration, unrounded.
    public let duration: Duration

    /// The duration itself; it is rounded only when it is encoded.
    public init(_ duration: Duration) { self.duration = duration }

    /// Seconds, rounded to the microsecond.
    public var value: Double {
        let (seconds, attoseconds) = duration.components
        let microseconds = (Double(attoseconds) / 1e12).rounded()
        return Double(seconds) + microseconds / 1e6
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
        try container.encode(value)
    }
}
