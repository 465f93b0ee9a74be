/// Numbers as the Prometheus world writes them.
///
/// Series are joined on the text of `le`, so a bucket bound has to be spelled as the Go client spells it
/// (`strconv.FormatFloat(v, 'g', -1, 64)`): the shortest digits that read back as the same number, and an exponent of
/// at least two digits from 1e+06 up and below 0.0001.
enum FloatText {
    /// `value` as a sample value or `le` of `format`; OpenMetrics asks that a float looks like one: `1.0`.
    static func of(_ value: Double, in format: ExpositionFormat) -> String {
        let text = shortest(value)
        switch format {
        case .text004:
            return text
        case .openMetrics100:
            guard value.isFinite, !text.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") })
            else { return text }
            return text + ".0"
        }
    }

    private static func shortest(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if abs(value) < 1e6, value == value.rounded(.towardZero) { return String(Int(value)) }
        return Decimal(value).text
    }

    /// The shortest decimal digits of a finite number other than 0, and where its point stands.
    private struct Decimal {
        private let sign: String
        /// Without zeros at either end.
        private let digits: Substring
        /// How many of `digits` stand before the point; it may lie outside of them.
        private let point: Int

        init(_ value: Double) {
            let parts = abs(value).description.split(separator: "e")
            let mantissa = parts[0].split(separator: ".")
            let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
            var digits = mantissa.joined()[...]
            let leading = digits.prefix { $0 == "0" }.count
            digits.removeFirst(leading)
            while digits.last == "0" { digits.removeLast() }
            self.sign = value < 0 ? "-" : ""
            self.digits = digits
            self.point = mantissa[0].count + exponent - leading
        }

        var text: String {
            let exponent = point - 1
            if exponent < -4 || exponent >= 6 { return sign + scientific(exponent) }
            if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
            if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
            return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        }

        private func scientific(_ exponent: Int) -> String {
            let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
            let magnitude = String(exponent.magnitude)
            return digits.prefix(1) + fraction + (exponent < 0 ? "e-" : "e+")
                + (magnitude.count < 2 ? "0" + magnitude : magnitude)
        }
    }
}
