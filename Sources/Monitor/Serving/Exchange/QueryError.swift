/// What is wrong with the query of a request.
enum QueryError: Error, Equatable {
    /// The endpoint has no such parameter; `known` are those that it has.
    case unknown(String, nearest: String?, known: [String])
    /// The parameter is there more than once.
    case repeated(String)
    /// A name or a value that cannot be decoded.
    case undecodable(String, PercentText.Refusal)
    /// The value is none of its kind; `want` says what would be right.
    case invalid(String, value: String, want: String)
}

extension QueryError: CustomStringConvertible {
    /// What is wrong, and what would be right.
    var description: String {
        switch self {
        case .unknown(let name, let nearest?, _): "there is no parameter \(Self.cut(name)); did you mean \(nearest)?"
        case .unknown(let name, nil, let known):
            "there is no parameter \(Self.cut(name)); "
                + (known.isEmpty ? "this takes none" : "there are \(known.joined(separator: ", "))")
        case .repeated(let name): "\(name) is given more than once; give it once"
        case .undecodable(let part, let refusal): "\(Self.cut(part)) \(refusal)"
        case .invalid(let name, let value, let want): "\(name)=\(Self.cut(value)) is none; want \(want)"
        }
    }

    /// Enough to recognize it by.
    private static func cut(_ text: String) -> String {
        text.count > 80 ? "\(text.prefix(80))…" : text
    }
}
