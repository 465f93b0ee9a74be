/// Fills `${name}` in templates. `$${` is the text `${`; a name that is not known stays as it is.
enum Variables {
    /// `template` with the variables replaced by their values; `escape` fits a value to its surroundings.
    static func fill(
        _ template: String,
        _ values: [String: String],
        escape: (String) -> String = { $0 }
    ) -> String {
        guard template.contains("${") else { return template }
        var text = ""
        var rest = template[...]
        while let mark = rest.firstRange(of: "${") {
            if rest[..<mark.lowerBound].hasSuffix("$") {
                text += rest[..<mark.lowerBound].dropLast() + "${"
                rest = rest[mark.upperBound...]
                continue
            }
            text += rest[..<mark.lowerBound]
            let tail = rest[mark.upperBound...]
            guard let end = tail.firstIndex(of: "}"), let value = values[String(tail[..<end])] else {
                text += "${"
                rest = tail
                continue
            }
            text += escape(value)
            rest = tail[tail.index(after: end)...]
        }
        return text + rest
    }
}
