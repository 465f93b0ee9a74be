/// A time that an event says of itself, in whichever form servers write it; good for comparing two of them alone.
///
/// Understood are numbers of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size,
/// and ISO 8601 with an offset, with `Z`, or with neither, which is read as UTC.
struct Timestamp: Sendable, Equatable, Comparable {
    private let microseconds: Int64

    init(microseconds: Int64) { self.microseconds = microseconds }

    /// The time that a number tells; nil where it is no time of this era.
    init?(number: Double) {
        guard number.isFinite, number >= 0 else { return nil }
        let scale: Double =
            switch number {
            case ..<1e11: 1e6
            case ..<1e14: 1e3
            case ..<1e17: 1
            default: 1e-3
            }
        let value = (number * scale).rounded()
        guard value < 9e18 else { return nil }
        microseconds = Int64(value)
    }

    static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    /// How much later `other` is.
    func duration(to other: Timestamp) -> Duration { .microseconds(other.microseconds - microseconds) }
}

/// ISO 8601, as far as events use it.
extension Timestamp {
    /// The time that `YYYY-MM-DDTHH:MM:SS[.f…][Z|±HH:MM]` tells; nil where the text is none.
    init?(text: String) {
        var reader = DigitReader(text.utf8[...])
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), reader.skip("T") || reader.skip("t") || reader.skip(" "),
            let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2), reader.skip(":"),
            let second = reader.number(2), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        var fraction: Int64 = 0
        if reader.skip(".") || reader.skip(",") {
            guard let digits = reader.fraction() else { return nil }
            fraction = digits
        }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        microseconds = (((days * 24 + hour) * 60 + minute - offset) * 60 + second) * 1_000_000 + fraction
    }

    /// Days since 1970-01-01 in the Gregorian calendar: years begin in March, so that the leap day comes last.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Takes digits and signs off the front of a text.
    private struct DigitReader {
        private var rest: Substring.UTF8View

        init(_ text: Substring.UTF8View) { rest = text }

        var isAtEnd: Bool { rest.isEmpty }

        mutating func skip(_ sign: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: sign) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(_ digits: Int) -> Int64? {
            var value: Int64 = 0
            for _ in 0..<digits {
                guard let byte = rest.popFirst(), (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return value
        }

        /// What stands behind the point, in microseconds; finer digits are dropped.
        mutating func fraction() -> Int64? {
            var value: Int64 = 0
            var count = 0
            while let byte = rest.first, (0x30...0x39).contains(byte) {
                if count < 6 { value = value * 10 + Int64(byte - 0x30) }
                count += 1
                rest.removeFirst()
            }
            guard count > 0 else { return nil }
            for _ in count..<max(6, count) { value *= 10 }
            return value
        }

        /// Minutes east of Greenwich; 0 for `Z` and for no zone at all.
        mutating func offset() -> Int64? {
            guard !rest.isEmpty, !skip("Z"), !skip("z") else { return 0 }
            let isWest = rest.first == UInt8(ascii: "-")
            guard skip("+") || skip("-"), let hours = number(2) else { return nil }
            _ = skip(":")
            guard let minutes = rest.isEmpty ? 0 : number(2) else { return nil }
            return (hours * 60 + minutes) * (isWest ? -1 : 1)
        }
    }
}

extension EventFrame {
    /// When the server says that the event was made; the inner of two times counts.
    var timestamp: Timestamp? {
        guard let span = span(of: FieldFamily.timestamp.name) else { return nil }
        guard let text = text(FieldFamily.timestamp.name) else { return nil }
        if span.kind == .number { return Double(text).flatMap { Timestamp(number: $0) } }
        return Timestamp(text: text) ?? Double(text).flatMap { Timestamp(number: $0) }
    }
}
