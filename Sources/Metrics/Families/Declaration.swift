/// What a family is declared as. The same name asked for again has to come with an equal declaration.
package struct Declaration: Equatable, Sendable {
    /// The four kinds, with what only they have.
    package enum Kind: Equatable, Sendable {
        case counter
        case gauge
        case histogram(bounds: [Double])
        case info(values: [String])
    }

    /// As the samples are called in text 0.0.4.
    package let name: String
    package let help: String
    package let kind: Kind
    package let labels: [String]

    package init(name: String, help: String, kind: Kind, labels: [String]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.labels = labels
    }

    /// The word after `# TYPE`.
    func type(in format: ExpositionFormat) -> String {
        switch kind {
        case .counter: "counter"
        case .gauge: "gauge"
        case .histogram: "histogram"
        case .info:
            switch format {
            case .text004: "gauge"
            case .openMetrics100: "info"
            }
        }
    }

    /// The name in HELP and TYPE: OpenMetrics takes the suffix of the sample off.
    func familyName(in format: ExpositionFormat) -> Substring {
        switch format {
        case .text004: name[...]
        case .openMetrics100: stem
        }
    }

    /// Every name that this family's samples have in either format, or that OpenMetrics keeps free for it.
    var takenNames: [String] {
        switch kind {
        case .counter: [name, String(stem), stem + "_created"]
        case .gauge: [name]
        case .histogram: [name, name + "_bucket", name + "_sum", name + "_count", name + "_created"]
        case .info: [name, String(stem)]
        }
    }

    private var stem: Substring { name.dropLast(requiredSuffix?.count ?? 0) }

    private var requiredSuffix: String? {
        switch kind {
        case .counter: "_total"
        case .info: "_info"
        case .gauge, .histogram: nil
        }
    }
}

extension Declaration {
    /// What is wrong with it, for the programmer who wrote it; nil when it can be registered.
    package var problem: String? {
        nameProblem ?? helpProblem ?? labelProblem ?? kindProblem
    }

    private var nameProblem: String? {
        guard Self.isName(name, colons: true) else {
            return "\"\(name)\" is no metric name: letters, digits, _ and :, not beginning with a digit"
        }
        if let suffix = requiredSuffix {
            guard name.hasSuffix(suffix), name.count > suffix.count else {
                return "\(name): the name of this kind has to end in \(suffix)"
            }
        } else if name.hasSuffix("_total") {
            return "\(name): only the name of a counter may end in _total"
        }
        return nil
    }

    private var helpProblem: String? {
        help.isEmpty ? "\(name): the help text is empty" : nil
    }

    private var labelProblem: String? {
        for label in labels {
            guard Self.isName(label, colons: false) else {
                return "\(name): \"\(label)\" is no label name: letters, digits and _, not beginning with a digit"
            }
            if label.hasPrefix("__") { return "\(name): labels that begin with __, as \(label) does, are reserved" }
        }
        return Set(labels).count == labels.count ? nil : "\(name): a label is named twice in \(labels)"
    }

    private var kindProblem: String? {
        switch kind {
        case .counter, .gauge:
            return nil
        case .histogram(let bounds):
            if labels.contains("le") { return "\(name): the label le belongs to the histogram itself" }
            guard !bounds.isEmpty, bounds.allSatisfy(\.isFinite), zip(bounds, bounds.dropFirst()).allSatisfy(<) else {
                return "\(name): buckets have to be finite and rising, +Inf is added: \(bounds)"
            }
            return nil
        case .info(let values):
            return values.count == labels.count ? nil : "\(name): \(labels.count) labels and \(values.count) values"
        }
    }

    private static func isName(_ text: String, colons: Bool) -> Bool {
        guard let first = text.utf8.first, !isDigit(first) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
            case UInt8(ascii: ":"): colons
            default: isDigit(byte)
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
