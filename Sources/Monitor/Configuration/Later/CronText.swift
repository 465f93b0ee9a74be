/// Whether a text is a point in the calendar as cron(5) writes it: minute, hour, day of month, month, day of week.
enum CronText {
    /// Why a text is none; reads on after the text itself.
    enum Refusal: Error, Equatable {
        case fieldCount(Int)
        case field(String, name: String, wanted: ClosedRange<Int>)
    }

    private struct Field {
        let name: String
        let range: ClosedRange<Int>
        let words: [String]
    }

    private static let fields = [
        Field(name: "minute", range: 0...59, words: []),
        Field(name: "hour", range: 0...23, words: []),
        Field(name: "day of month", range: 1...31, words: []),
        Field(
            name: "month",
            range: 1...12,
            words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        ),
        // Both 0 and 7 are Sunday.
        Field(name: "day of week", range: 0...7, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ]

    /// Refuses what is no such text.
    static func check(_ text: String) throws(Refusal) {
        let parts = text.split(separator: " ")
        guard parts.count == fields.count else { throw .fieldCount(parts.count) }
        for (part, field) in zip(parts, fields) where !isValid(part, field) {
            throw .field(String(part), name: field.name, wanted: field.range)
        }
    }

    private static func isValid(_ text: Substring, _ field: Field) -> Bool {
        text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { item in
            let parts = item.split(separator: "/", omittingEmptySubsequences: false)
            guard let base = parts.first, parts.count <= 2 else { return false }
            if parts.count == 2 {
                guard let step = number(parts[1]), step >= 1, step <= field.range.upperBound else { return false }
            }
            if base == "*" { return true }
            let bounds = base.split(separator: "-", omittingEmptySubsequences: false).map { value($0, field) }
            switch (bounds.count, bounds.first ?? nil, bounds.last ?? nil) {
            // A step without a range has no end: cron(5) takes it for a mistake.
            case (1, .some, _): return parts.count == 1
            case (2, let first?, let last?): return first <= last
            case _: return false
            }
        }
    }

    private static func value(_ text: Substring, _ field: Field) -> Int? {
        if let index = field.words.firstIndex(of: text.lowercased()) { return field.range.lowerBound + index }
        return number(text).flatMap { field.range.contains($0) ? $0 : nil }
    }

    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}

extension CronText.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    var description: String {
        switch self {
        case .fieldCount(let count):
            "has \(count) fields; want five: minute hour day month weekday, like 0 4 * * 0"
        case .field(let text, let name, let wanted):
            "\(text) is no \(name); want \(wanted.lowerBound) to \(wanted.upperBound), *, a list or a range of them"
        }
    }
}
