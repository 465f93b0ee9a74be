/// A family as the registry sees it: what it was declared as, and its samples.
protocol ExposedFamily: Sendable {
    var declaration: Declaration { get }
    func writeSamples(into text: inout ExpositionText)
}

extension ExposedFamily {
    /// HELP, TYPE and every sample. A family without samples yet is announced all the same.
    func write(into text: inout ExpositionText) {
        text.family(
            declaration.familyName(in: text.format),
            type: declaration.type(in: text.format),
            help: declaration.help
        )
        writeSamples(into: &text)
    }
}
