/// Durations as people write them: `250ms`, `5s`, `2m`, `1h30m`, `30d`, `1.5s`.
///
/// Units are d (24 h), h, m, s and ms, from long to short, each at most once; only the last number may have a
/// fraction. There is no bare number (15 of what?), no sign and no exponent.
public enum DurationText {
    /// The longest duration that is read.
    public static let longest = Duration.seconds(36_500 * 86_400)

    /// Why a text is no duration; reads on after the text itself: `15 has no unit; want …`.
    public enum Refusal: Error, Equatable {
        /// No text at all.
        case empty
        /// A number with nothing behind it.
        case noUnit
        /// A unit other than d, h, m, s and ms.
        case unknownUnit
        /// A unit after a shorter one, twice, or after a number with a fraction.
        case wrongOrder
        /// No number before a unit, or one with a stray point, or finer than an attosecond.
        case notANumber
        /// More than `longest`.
        case tooLong
    }

    /// The duration that `text` says, exactly.
    public static func parse(_ text: String) throws(Refusal) -> Duration {
        guard !text.isEmpty else { throw .empty }
        var rest = text.utf8[...]
        var units = Unit.allCases[...]
        var total: Int128 = 0
        while !rest.isEmpty {
            let number = rest.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
            rest.removeFirst(number.count)
            let name = rest.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
            rest.removeFirst(name.count)
            guard !number.isEmpty else { throw .notANumber }
            guard !name.isEmpty else { throw .noUnit }
            guard let unit = Unit(rawValue: String(Substring(name))) else { throw .unknownUnit }
            guard let position = units.firstIndex(of: unit) else { throw .wrongOrder }
            units = units[(position + 1)...]
            total += try attoseconds(of: String(Substring(number)), in: unit, last: rest.isEmpty)
            guard total <= longest.attoseconds else { throw .tooLong }
        }
        return Duration(attoseconds: total)
    }

    /// `duration` in the shape that `parse` reads, as short as it goes: `1m30s`, `1.5s`, `250ms`, `0s`.
    ///
    /// A negative duration gets a minus sign, which `parse` does not read.
    public static func format(_ duration: Duration) -> String {
        guard duration != .zero else { return "0s" }
        guard duration > .zero else { return "-" + format(.zero - duration) }
        var rest = duration.attoseconds
        guard rest >= Unit.seconds.attoseconds else { return decimal(rest, in: .milliseconds) + "ms" }
        var text = ""
        for unit in [Unit.days, .hours, .minutes] {
            let (count, remainder) = rest.quotientAndRemainder(dividingBy: unit.attoseconds)
            if count > 0 { text += "\(count)\(unit.rawValue)" }
            rest = remainder
        }
        if rest > 0 { text += decimal(rest, in: .seconds) + "s" }
        return text
    }

    private enum Unit: String, CaseIterable {
        case days = "d"
        case hours = "h"
        case minutes = "m"
        case seconds = "s"
        case milliseconds = "ms"

        var attoseconds: Int128 {
            switch self {
            case .days: 86_400_000_000_000_000_000_000
            case .hours: 3_600_000_000_000_000_000_000
            case .minutes: 60_000_000_000_000_000_000
            case .seconds: 1_000_000_000_000_000_000
            case .milliseconds: 1_000_000_000_000_000
            }
        }
    }

    private static func attoseconds(of number: String, in unit: Unit, last: Bool) throws(Refusal) -> Int128 {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { throw .notANumber }
        guard let whole = Int128(parts[0]) else { throw .tooLong }
        let (wholePart, overflow) = whole.multipliedReportingOverflow(by: unit.attoseconds)
        guard !overflow, wholePart <= longest.attoseconds else { throw .tooLong }
        guard parts.count == 2 else { return wholePart }
        guard last else { throw .wrongOrder }
        return wholePart + (try fraction(parts[1], of: unit))
    }

    /// The part of `unit` that the digits after a decimal point say; it has to be a whole number of attoseconds.
    private static func fraction(_ digits: Substring, of unit: Unit) throws(Refusal) -> Int128 {
        var significant = digits
        while significant.last == "0" { significant.removeLast() }
        var result: Int128 = 0
        var step = unit.attoseconds
        for digit in significant.utf8 {
            let (smaller, remainder) = step.quotientAndRemainder(dividingBy: 10)
            guard remainder == 0 else { throw .notANumber }
            step = smaller
            result += step * Int128(digit - UInt8(ascii: "0"))
        }
        return result
    }

    private static func decimal(_ attoseconds: Int128, in unit: Unit) -> String {
        let (whole, remainder) = attoseconds.quotientAndRemainder(dividingBy: unit.attoseconds)
        guard remainder > 0 else { return "\(whole)" }
        // One more digit in front keeps the leading zeros of the fraction.
        var digits = "\(unit.attoseconds + remainder)".dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension DurationText.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right, as the rest of a sentence that begins with the text.
    public var description: String {
        switch self {
        case .empty: "is empty; \(Self.wanted)"
        case .noUnit: "has no unit; \(Self.wanted)"
        case .unknownUnit: "has a unit that is not d, h, m, s or ms; \(Self.wanted)"
        case .wrongOrder: "has units out of order, twice or after a fraction; \(Self.wanted)"
        case .notANumber: "is not a duration; \(Self.wanted)"
        case .tooLong: "is longer than \(DurationText.format(DurationText.longest)); \(Self.wanted)"
        }
    }

    private static let wanted = "want a duration like 250ms, 5s, 2m, 1h30m or 30d"
}
