/// Why a text is no template; reads on after the text.
public enum TemplateError: Error, Equatable {
    /// More characters than that.
    case tooLong(limit: Int)
    /// More tags than that.
    case tooManyTags(limit: Int)
    /// A `{{` without its `}}`.
    case unclosedTag
    /// A tag of a kind that is not taken here, by the character that it begins with.
    case unsupported(String)
    /// A section that is not closed, or something closed that was not opened.
    case section(String)
    /// A name that no variable has.
    case unknown(String, nearest: String?)
    /// Anything else.
    case malformed
}

extension TemplateError: CustomStringConvertible {
    /// What is wrong and what would be right.
    public var description: String {
        switch self {
        case .tooLong(let limit): "is longer than \(limit) bytes; say it shorter"
        case .tooManyTags(let limit): "has more than \(limit) tags; say it with fewer"
        case .unclosedTag: "has a {{ without its }}; close it"
        case .unsupported(let sign): "has a tag that begins with {{\(sign)}}; want variables and sections alone"
        case .section(let name): "opens or closes the section \(name) without its counterpart"
        case .unknown(let name, let nearest?): "there is no variable {{\(name)}}; did you mean {{\(nearest)}}?"
        case .unknown(let name, nil):
            "there is no variable {{\(name)}}; want \(AnnotationTemplate.variables.joined(separator: ", "))"
        case .malformed: "is no template"
        }
    }
}
