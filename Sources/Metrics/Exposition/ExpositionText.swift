/// One exposition while it is being written, line by line.
struct ExpositionText {
    let format: ExpositionFormat
    private var text = ""

    init(_ format: ExpositionFormat) {
        self.format = format
    }

    /// HELP and TYPE of the family that the next samples belong to.
    mutating func family(_ name: Substring, type: String, help: String) {
        text += "# HELP \(name) \(EscapedText.help(help, in: format))\n# TYPE \(name) \(type)\n"
    }

    /// A sample whose value is a float; `labels` as the series rendered them, without braces.
    mutating func sample(
        _ name: String,
        _ suffix: String = "",
        labels: String,
        value: Double,
        exemplar: Exemplar.Sample? = nil
    ) {
        start(name, suffix, labels)
        text += FloatText.of(value, in: format)
        end(exemplar)
    }

    /// A sample whose value is a whole number of observations; `le` is the bucket's bound, already in this format.
    mutating func sample(
        _ name: String,
        _ suffix: String = "",
        labels: String,
        le: String? = nil,
        count: UInt64,
        exemplar: Exemplar.Sample? = nil
    ) {
        start(name, suffix, labels, le: le)
        text += String(count)
        end(exemplar)
    }

    /// The whole text; OpenMetrics marks its end, so that a cut transfer is not taken for a short one.
    consuming func finished() -> String {
        switch format {
        case .text004: text
        case .openMetrics100: text + "# EOF\n"
        }
    }

    private mutating func start(_ name: String, _ suffix: String, _ labels: String, le: String? = nil) {
        text += name
        text += suffix
        if let le {
            text += labels.isEmpty ? "{le=\"" : "{\(labels),le=\""
            text += le
            text += "\"}"
        } else if !labels.isEmpty {
            text += "{"
            text += labels
            text += "}"
        }
        text += " "
    }

    private mutating func end(_ exemplar: Exemplar.Sample?) {
        if let exemplar, format == .openMetrics100 { text += exemplar.text }
        text += "\n"
    }
}
