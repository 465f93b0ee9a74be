extension Duration {
    /// The duration as a sentence tells it, in seconds or milliseconds with two or three digits that matter:
    /// `0.31 s`, `12.4 s`, `5 s`, `42 ms`, `0.8 ms`.
    public var words: String {
        guard self >= .zero else { return "-" + (Duration.zero - self).words }
        let milliseconds = self / .milliseconds(1)
        switch milliseconds {
        case 0: return "0 ms"
        case ..<0.095: return Self.digits(milliseconds, places: 2) + " ms"
        case ..<9.95: return Self.digits(milliseconds, places: 1) + " ms"
        case ..<99.5: return Self.digits(milliseconds, places: 0) + " ms"
        case ..<9_995: return Self.seconds(milliseconds, places: 2)
        default: return Self.seconds(milliseconds, places: 1)
        }
    }

    /// Whole seconds without a point: most of them are budgets, and somebody wrote them so.
    private static func seconds(_ milliseconds: Double, places: Int) -> String {
        let digits = digits(milliseconds / 1_000, places: places)
        let zeros = "." + String(repeating: "0", count: places)
        return (digits.hasSuffix(zeros) ? String(digits.dropLast(zeros.count)) : digits) + " s"
    }

    /// `value` with this many digits behind the point.
    private static func digits(_ value: Double, places: Int) -> String {
        let factor = places == 0 ? 1 : places == 1 ? 10 : 100
        let scaled = Int((value * Double(factor)).rounded())
        guard places > 0 else { return "\(scaled)" }
        let fraction = "\(factor + scaled % factor)".dropFirst()
        return "\(scaled / factor).\(fraction)"
    }
}
