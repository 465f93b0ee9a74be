import Results

extension RetryAfter {
    /// What the header's value says: whole seconds, or a date in one of the three forms of RFC 9110 §5.6.7.
    init?(_ text: String) {
        guard text.utf8.count <= 64 else { return nil }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = Int64(text) {
            self = .after(.seconds(min(seconds, 1 << 40)))
        } else if let time = HTTPDate.time(text) {
            self = .at(time)
        } else {
            return nil
        }
    }
}

/// Dates as HTTP headers write them.
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The time that `text` says: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or
    /// `Sun Nov  6 08:49:37 1994`.
    static func time(_ text: String) -> WallTime? {
        let parts = text.split { " ,-".contains($0) }
        switch parts.count {
        case 6 where parts[5] == "GMT": return time(day: parts[1], month: parts[2], year: parts[3], clock: parts[4])
        case 5: return time(day: parts[2], month: parts[1], year: parts[4], clock: parts[3])
        case _: return nil
        }
    }

    private static func time(day: Substring, month: Substring, year: Substring, clock: Substring) -> WallTime? {
        let hands = clock.split(separator: ":", omittingEmptySubsequences: false).compactMap { number($0) }
        guard let day = number(day), let month = months.firstIndex(of: String(month)), let years = number(year),
            hands.count == 3, (1...31).contains(day), hands[0] < 24, hands[1] < 60, hands[2] <= 60
        else { return nil }
        // Two digits are of this century or the one before; no receiver means a date seventy years ahead.
        let year = year.utf8.count == 2 ? years + (years < 70 ? 2000 : 1900) : years
        let seconds =
            days(year: year, month: month + 1, day: day) * 86_400 + hands[0] * 3_600 + hands[1] * 60 + hands[2]
        return WallTime(milliseconds: Int64(seconds) * 1_000)
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    /// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
