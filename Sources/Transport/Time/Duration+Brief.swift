extension Duration {
    /// How long somebody waited, for a sentence: to the millisecond below a second, else to the hundredth of one, and
    /// without zeros at its end: `250 ms`, `2 s`, `2.5 s`.
    package var brief: String {
        let milliseconds = Int64((self / .milliseconds(1)).rounded())
        guard abs(milliseconds) >= 1_000 else { return "\(milliseconds) ms" }
        let hundredths = Int64((self / .milliseconds(10)).rounded())
        let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        let fraction = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : ".\(rest < 10 ? "0" : "")\(rest)"
        return "\(hundredths < 0 ? "-" : "")\(whole)\(fraction) s"
    }
}
