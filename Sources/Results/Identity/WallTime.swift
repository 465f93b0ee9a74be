import FoundationEssentials

/// A point in calendar time, to the millisecond; for what is stored and shown, never for measuring.
public struct WallTime: Sendable, Hashable {
    /// Since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    /// The time that many milliseconds after the beginning of 1970; before it, where negative.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// What the system's clock says.
    public static var now: WallTime {
        WallTime(milliseconds: Int64((Date.now.timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// Seconds since 1970, as metrics have it.
    public var seconds: Double { Double(milliseconds) / 1000 }

    /// This time and `duration` more, rounded to the millisecond.
    public func advanced(by duration: Duration) -> WallTime {
        WallTime(milliseconds: milliseconds + Int64((duration / .milliseconds(1)).rounded()))
    }
}

extension WallTime: Comparable {
    public static func < (left: WallTime, right: WallTime) -> Bool { left.milliseconds < right.milliseconds }
}

extension WallTime: CustomStringConvertible {
    /// RFC 3339 in UTC: `2026-01-31T12:00:00.000Z`.
    public var description: String { CalendarText.text(milliseconds: milliseconds) }
}

extension WallTime: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let microseconds = CalendarText.microseconds(of: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 time: \(text)")
        }
        // Times before 1970 are negative, and their milliseconds still count forwards.
        milliseconds = (microseconds - (microseconds % 1_000 + 1_000) % 1_000) / 1_000
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
