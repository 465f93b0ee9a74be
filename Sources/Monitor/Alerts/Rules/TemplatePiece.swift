import Configuration

/// A part of a template: text, or a tag.
enum TemplatePiece: Equatable {
    case text(String)
    case variable(String)
    case section(String)
    case inverted(String)
    case end(String)
    case comment

    /// How deep sections may stand in each other.
    private static let deepest = 8

    /// The parts of `source`, in order.
    static func pieces(of source: String) throws(TemplateError) -> [TemplatePiece] {
        var pieces: [TemplatePiece] = []
        var rest = source[...]
        while let open = rest.firstRange(of: "{{") {
            if open.lowerBound > rest.startIndex { pieces.append(.text(String(rest[..<open.lowerBound]))) }
            rest = rest[open.upperBound...]
            let isTriple = rest.first == "{"
            guard let close = rest.firstRange(of: isTriple ? "}}}" : "}}") else { throw .unclosedTag }
            pieces.append(try tag(rest[..<close.lowerBound]))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    /// Refuses unknown names, sections that do not close, and too much of anything.
    static func check(_ pieces: [TemplatePiece], known: [String], mostTags: Int) throws(TemplateError) {
        var tags = 0
        var open: [String] = []
        for piece in pieces {
            switch piece {
            case .text: continue
            case .comment: break
            case .variable(let name): try check(name, known)
            case .section(let name), .inverted(let name):
                try check(name, known)
                open.append(name)
                guard open.count <= deepest else { throw .tooManyTags(limit: deepest) }
            case .end(let name):
                guard open.popLast() == name else { throw .section(name) }
            }
            tags += 1
            guard tags <= mostTags else { throw .tooManyTags(limit: mostTags) }
        }
        if let name = open.last { throw .section(name) }
    }

    /// The part as Mustache has it, variables in the form that is not escaped.
    var unescaped: String {
        switch self {
        case .text(let text): text
        case .variable(let name): "{{{\(name)}}}"
        case .section(let name): "{{#\(name)}}"
        case .inverted(let name): "{{^\(name)}}"
        case .end(let name): "{{/\(name)}}"
        case .comment: ""
        }
    }

    private static func tag(_ text: Substring) throws(TemplateError) -> TemplatePiece {
        guard let sign = text.first else { throw .unknown("", nearest: nil) }
        let name = String(text.dropFirst().trimmed)
        switch sign {
        case "{", "&": return .variable(name)
        case "#": return .section(name)
        case "^": return .inverted(name)
        case "/": return .end(name)
        case "!": return .comment
        case ">", "<", "$", "=", "%", "*": throw .unsupported(String(sign))
        case _: return .variable(String(text.trimmed))
        }
    }

    private static func check(_ name: String, _ known: [String]) throws(TemplateError) {
        guard !known.contains(name) else { return }
        throw .unknown(name, nearest: NearestName.of(name, among: known))
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
