extension Duration {
    /// The duration as a sentence tells it, in seconds or milliseconds with two or three digits that matter:
    /// `0.31 s`, `12.4 s`, `42 ms`, `0.8 ms`.
    public var words: String {
        guard self >= .zero else { return "-" + (Duration.zero - self).words }
        let milliseconds = self / .milliseconds(1)
        switch milliseconds {
        case 0: return "0 ms"
        case ..<9.95: return Self.digits(milliseconds, places: 1) + " ms"
        case ..<99.5: return Self.digits(milliseconds, places: 0) + " ms"
        case ..<9_995: return Self.digits(milliseconds / 1000, places: 2) + " s"
        default: return Self.digits(milliseconds / 1000, places: 1) + " s"
        }
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
