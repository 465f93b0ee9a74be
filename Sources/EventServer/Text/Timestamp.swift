import Glibc

/// A point in calendar time, to the microsecond: what stands in frames and tokens. Never used to measure.
struct Timestamp: Sendable, Hashable {
    /// Since 1970-01-01T00:00:00Z.
    let microseconds: Int64

    init(microseconds: Int64) { self.microseconds = microseconds }

    /// A time of the years 1970 to 9999; nil for every other number, and for what is none.
    init?(seconds: Double) {
        guard seconds >= 0, seconds < 253_402_300_800 else { return nil }
        microseconds = Int64((seconds * 1e6).rounded(.down))
    }

    /// What the system's clock says.
    static var now: Timestamp {
        var time = timespec()
        // CLOCK_REALTIME exists on every system; nothing can fail here.
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// Seconds since 1970 with a fraction, as a number in JSON.
    var seconds: Double { Double(microseconds) / 1e6 }

    /// Whole seconds since 1970, as tokens have them.
    var wholeSeconds: Int { Int(microseconds / 1_000_000) }

    /// How much later `other` is.
    func duration(to other: Timestamp) -> Duration { .microseconds(other.microseconds - microseconds) }

    /// This time and `duration` more.
    func advanced(by duration: Duration) -> Timestamp {
        Timestamp(microseconds: microseconds + Int64(duration / .microseconds(1)))
    }
}

extension Timestamp: Comparable {
    static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 as the deployed servers write it: `2026-01-31T12:00:00.000000+00:00`.
    var description: String {
        var second = time_t(microseconds / 1_000_000)
        var fraction = microseconds % 1_000_000
        if fraction < 0 {
            second -= 1
            fraction += 1_000_000
        }
        var parts = tm()
        gmtime_r(&second, &parts)
        let date =
            "\(Self.digits(1900 + parts.tm_year, 4))-\(Self.digits(1 + parts.tm_mon, 2))-\(Self.digits(parts.tm_mday, 2))"
        let time = "\(Self.digits(parts.tm_hour, 2)):\(Self.digits(parts.tm_min, 2)):\(Self.digits(parts.tm_sec, 2))"
        return "\(date)T\(time).\(Self.digits(fraction, 6))+00:00"
    }

    private static func digits(_ value: some BinaryInteger, _ count: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
