/// A part of a text of the configuration: literal, or a reference to something outside the file.
enum TextPiece: Equatable {
    case literal(String)
    /// `$${`, which stands for `${`.
    case escapedOpening
    case environment(name: String)
    case file(path: String)

    /// Why a text cannot be taken apart.
    enum Refusal: Error, Equatable {
        case unclosed(String)
        case badName(String)
        case noPath
    }

    /// The pieces of `text`, in order. `${nonce}` and whatever else is neither `${env:…}` nor `${file:…}` is literal.
    static func pieces(of text: String) throws(Refusal) -> [TextPiece] {
        var pieces: [TextPiece] = []
        var literal = ""
        var rest = text[...]
        func flush() {
            if !literal.isEmpty { pieces.append(.literal(literal)) }
            literal = ""
        }
        while !rest.isEmpty {
            if rest.hasPrefix("$${") {
                flush()
                pieces.append(.escapedOpening)
                rest = rest.dropFirst(3)
            } else if let kind = ["${env:", "${file:"].first(where: rest.hasPrefix) {
                flush()
                guard let end = rest.firstIndex(of: "}") else { throw .unclosed(kind) }
                let inside = String(rest[rest.index(rest.startIndex, offsetBy: kind.count)..<end])
                pieces.append(kind == "${env:" ? try environment(inside) : try file(inside))
                rest = rest[rest.index(after: end)...]
            } else {
                literal.append(rest.removeFirst())
            }
        }
        flush()
        return pieces
    }

    /// The reference as it is written in the file; nil for a literal.
    var reference: String? {
        switch self {
        case .literal, .escapedOpening: nil
        case .environment(let name): "${env:\(name)}"
        case .file(let path): "${file:\(path)}"
        }
    }

    private static func environment(_ name: String) throws(Refusal) -> TextPiece {
        let characters = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard characters, let first = name.first, !first.isNumber else { throw .badName(name) }
        return .environment(name: name)
    }

    private static func file(_ path: String) throws(Refusal) -> TextPiece {
        guard !path.isEmpty else { throw .noPath }
        return .file(path: path)
    }
}

extension TextPiece.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    var description: String {
        switch self {
        case .unclosed(let kind):
            "\(kind)… has no closing }; write \(kind)…}, or $\(kind) for the text itself"
        case .badName(let name):
            "${env:\(OneLine.snippet(name))} names no variable; want letters, digits and _, not beginning with a digit"
        case .noPath:
            "${file:} names no file; want ${file:relative/path}"
        }
    }
}
