import Configuration

/// The variables of a text that is filled in at each run: `probe ${nonce}`; `$${` stands for `${` itself.
enum Placeholders {
    /// Why a text cannot be filled in; reads on after the text itself.
    enum Refusal: Error, Equatable {
        case unclosed
        case unknown(String, nearest: String?, known: [String])
    }

    /// The names between `${` and `}` in `text`, in order, each as often as it stands there.
    static func names(in text: String) throws(Refusal) -> [String] {
        var names: [String] = []
        var rest = text[...]
        while let mark = rest.firstRange(of: "${") {
            let escaped = rest[..<mark.lowerBound].last == "$"
            rest = rest[mark.upperBound...]
            if escaped { continue }
            guard let end = rest.firstIndex(of: "}") else { throw .unclosed }
            names.append(String(rest[..<end]))
            rest = rest[rest.index(after: end)...]
        }
        return names
    }

    /// Refuses the first variable of `text` that is none of `known`.
    static func check(_ text: String, known: [String]) throws(Refusal) {
        for name in try names(in: text) where !known.contains(name) {
            throw .unknown(name, nearest: NearestName.of(name, among: known), known: known)
        }
    }
}

extension Placeholders.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    var description: String {
        switch self {
        case .unclosed: "has a ${ without its }; close it, or write $${ for the text ${ itself"
        case .unknown(let name, let nearest?, _): "there is no variable ${\(name)}; did you mean ${\(nearest)}?"
        case .unknown(let name, nil, let known):
            "there is no variable ${\(name)}; want \(known.map { "${\($0)}" }.joined(separator: ", ")), "
                + "or write $${ for the text ${ itself"
        }
    }
}

extension ConfigNode {
    /// A text with variables of `known` in it, which are filled in at each run.
    func filledIn(with known: [String]) -> String? {
        guard let text = template() else { return nil }
        do {
            try Placeholders.check(text, known: known)
        } catch {
            report(error.description)
            return nil
        }
        return text
    }
}
