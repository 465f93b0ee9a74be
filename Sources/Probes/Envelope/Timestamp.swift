internal import Results

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

    /// The time that ISO 8601 tells; nil where the text is none.
    init?(text: String) {
        guard let microseconds = CalendarText.microseconds(of: text) else { return nil }
        self.microseconds = microseconds
    }

    static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    /// How much later `other` is.
    func duration(to other: Timestamp) -> Duration { .microseconds(other.microseconds - microseconds) }
}

extension EventFrame {
    /// When the server says that the event was made; the inner of two times counts.
    var timestamp: Timestamp? {
        guard let span = span(of: vocabulary.common.timestamp), let text = text(at: span) else { return nil }
        if span.kind == .number { return Double(text).flatMap { Timestamp(number: $0) } }
        return Timestamp(text: text) ?? Double(text).flatMap { Timestamp(number: $0) }
    }
}
