import Mustache

/// The text of an annotation with variables in it, as `{{probe}} on {{target}}: {{failure.class}}`.
///
/// It is plain text: nothing is escaped, each value stands in it as it is. Sections (`{{#failure.event}}…`) are there
/// to leave something out where a value is missing; partials, blocks, functions and other delimiters are not.
public struct AnnotationTemplate: Sendable {
    /// Characters of a template.
    static let longestSource = 4_096
    /// Characters of what comes of it; the rest is cut.
    static let longestText = 8_192
    /// Tags of a template.
    static let mostTags = 100
    /// The variables that may stand in it.
    public static let variables = [
        "alert", "severity", "probe", "target", "reason", "since", "result", "failure", "failure.class",
        "failure.event", "failure.after", "failure.tool", "failure.code", "failure.status", "failure.blame",
        "failure.detail",
    ]

    /// The text as it was written.
    public let source: String
    private let template: MustacheTemplate

    /// The template that `source` spells.
    public init(_ source: String) throws(TemplateError) {
        guard source.utf8.count <= Self.longestSource else { throw .tooLong(limit: Self.longestSource) }
        let pieces = try TemplatePiece.pieces(of: source)
        try TemplatePiece.check(pieces, known: Self.variables, mostTags: Self.mostTags)
        do {
            // Each variable in the form that is not escaped: an annotation is no HTML.
            template = try MustacheTemplate(string: pieces.map(\.unescaped).joined())
        } catch {
            throw .malformed
        }
        self.source = source
    }

    /// The text for these values, by the names in ``variables``; a variable without a value is empty.
    func text(_ values: [String: String]) -> String {
        var tree: [String: any Sendable] = [:]
        var failure: [String: String] = [:]
        for (name, value) in values {
            if name.hasPrefix("failure.") {
                failure[String(name.dropFirst("failure.".count))] = value
            } else {
                tree[name] = value
            }
        }
        if !failure.isEmpty { tree["failure"] = failure }
        return String(template.render(tree).prefix(Self.longestText))
    }
}

extension AnnotationTemplate: Equatable {
    /// Whether both are written in the same way.
    public static func == (left: AnnotationTemplate, right: AnnotationTemplate) -> Bool { left.source == right.source }
}
