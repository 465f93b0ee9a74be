/// Texts: plain, with variables that are filled in later, and secret.
extension ConfigNode {
    /// The text with its references resolved and `$${` read as `${`; numbers and booleans are taken as they are written.
    public func string(allowingEmpty: Bool = false) -> String? {
        guard let resolved = resolved(wanted: "text"), admit(resolved.text, allowingEmpty) else { return nil }
        return resolved.text
    }

    /// The text for later substitution of variables like `${nonce}`: references are resolved, `$${` is left as it is.
    ///
    /// `${` in a value that was fetched comes as `$${`, so that nobody else's text is taken for a variable.
    public func template(allowingEmpty: Bool = false) -> String? {
        guard let resolved = resolved(wanted: "text"), admit(resolved.text, allowingEmpty) else { return nil }
        return resolved.template
    }

    /// The text as a secret; no message of this load shows it.
    public func secret() -> Secret? {
        guard let resolved = resolved(wanted: Self.wantedSecret) else { return nil }
        log.keepSecret(resolved.text)
        guard admit(resolved.text, false) else { return nil }
        return Secret(resolved.text)
    }

    /// A text of another form, as `parse` reads it; nil from `parse` is reported as `… is not WANTED`.
    public func value<Value>(_ wanted: String, _ parse: (String) -> Value?) -> Value? {
        guard let resolved = resolved(wanted: wanted) else { return nil }
        guard let value = parse(resolved.text) else {
            report(resolved.text.isEmpty ? "is empty; want \(wanted)" : "\(shown) is not \(wanted)")
            return nil
        }
        return value
    }

    /// A text of another form, as `parse` reads it; its error's description is reported after the text.
    public func value<Value, Failure: Error & CustomStringConvertible>(
        _ wanted: String,
        parsing parse: (String) throws(Failure) -> Value
    ) -> Value? {
        guard let resolved = resolved(wanted: wanted) else { return nil }
        do {
            return try parse(resolved.text)
        } catch {
            report("\(shown): \(error.description)")
            return nil
        }
    }

    /// Whether the text is in quotes and means text, not a number or a boolean.
    public var isQuoted: Bool {
        guard case .text(_, plain: false) = yaml.content else { return false }
        return !hasReferences
    }

    /// Whether the text refers to the environment or to files, and so may be a secret.
    public var hasReferences: Bool {
        guard case .text(let text, _) = yaml.content else { return false }
        // A text that cannot be taken apart refers to nothing; what is wrong with it is told where it is read.
        return (try? TextPiece.pieces(of: text))?.contains { $0.reference != nil } ?? false
    }

    /// The text as the file writes it, references unresolved; nil where it is none. For showing what was configured
    /// without what was fetched.
    public var written: String? {
        guard case .text(let text, _) = yaml.content else { return nil }
        return text
    }

    /// What the references of the text stood for when it was read; empty where it has none. Fetches nothing.
    public var fetched: [Secret] {
        guard case .text(let text, _) = yaml.content, let pieces = try? TextPiece.pieces(of: text) else { return [] }
        return pieces.compactMap { source.resolver.fetched(for: $0, in: source.folder) }.map { Secret($0) }
    }

    private static var wantedSecret: String { "text, best as ${env:NAME} or ${file:path}" }

    private func admit(_ text: String, _ allowingEmpty: Bool) -> Bool {
        guard text.isEmpty, !allowingEmpty else { return true }
        report(hasReferences ? "\(shown) is empty; want text" : "is empty; want text")
        return false
    }
}

/// What the other readers build on.
extension ConfigNode {
    /// The text with its references resolved; a problem where this is no text or a reference leads nowhere.
    func resolved(wanted: String) -> ResolvedText? {
        guard case .text(let text, _) = yaml.content else {
            reportKind(wanted: wanted)
            return nil
        }
        do {
            return try ResolvedText(text, with: source.resolver, in: source.folder)
        } catch {
            report(error.description)
            return nil
        }
    }

    /// The text as messages show it: as the file writes it, references unresolved, cut when it is long.
    var shown: String {
        guard case .text(let text, let plain) = yaml.content else { return "the value" }
        let snippet = OneLine.snippet(text)
        return plain || hasReferences ? snippet : "\"\(snippet)\""
    }

    /// `message` with what came from outside this file written as the reference to it.
    func hidingFetched(in message: String) -> String {
        guard case .text(let text, _) = yaml.content, text.contains("${"),
            // A text that cannot be taken apart has fetched nothing.
            let pieces = try? TextPiece.pieces(of: text)
        else { return message }
        var references: [String: String] = [:]
        for piece in pieces {
            guard let value = source.resolver.fetched(for: piece, in: source.folder) else { continue }
            references[value] = piece.reference
        }
        // The longest first: a value that contains another one is to vanish whole.
        return references.sorted { $0.key.utf8.count > $1.key.utf8.count }
            .reduce(message) { Blot.replacing($1.key, with: $1.value, in: $0) }
    }
}
