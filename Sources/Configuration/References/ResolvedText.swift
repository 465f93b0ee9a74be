/// A text of the configuration with its references resolved.
struct ResolvedText: Equatable {
    /// The text to use.
    let text: String
    /// The text for later substitution: `$${` is as in the file, and `${` in a fetched value is escaped to `$${`.
    let template: String

    /// Resolves the references of `source` with `resolver`; the first one that fails ends it.
    init(
        _ source: String,
        with resolver: ReferenceResolver,
        in folder: Folder?
    ) throws(ReferenceResolver.Refusal) {
        let pieces: [TextPiece]
        do {
            pieces = try TextPiece.pieces(of: source)
        } catch {
            throw .malformed(error)
        }
        var text = ""
        var template = ""
        for piece in pieces {
            let value = try resolver.value(of: piece, in: folder)
            text += value
            switch piece {
            case .literal: template += value
            case .escapedOpening: template += "$${"
            case .environment, .file: template += Blot.replacing("${", with: "$${", in: value)
            }
        }
        self.text = text
        self.template = template
    }
}
