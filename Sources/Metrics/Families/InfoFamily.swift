/// A fact about the program that never changes, told in labels; its value is always 1.
struct InfoFamily: ExposedFamily {
    let declaration: Declaration
    private let labels: String

    init(_ declaration: Declaration, values: [String]) {
        self.declaration = declaration
        labels = LabelValues(values).rendered(as: declaration.labels)
    }

    func writeSamples(into text: inout ExpositionText) {
        text.sample(declaration.name, labels: labels, count: 1)
    }
}
