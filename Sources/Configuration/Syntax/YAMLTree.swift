import Yams

/// Turns a file's bytes into nodes, and refuses what configuration has no use for: aliases, tags, keys that are not
/// text, keys given twice, deep nesting.
struct YAMLTree {
    /// Levels of lists and mappings.
    static let deepest = 64

    private let file: String
    private let log: ProblemLog
    private let text: SourceText
    private let renamed: [Position: String]

    /// The root of what `bytes` say, with every defect written to `log`; nil when nothing in them can be used.
    static func read(_ bytes: [UInt8], file: String, log: ProblemLog) -> YAMLNode? {
        var findings: [SourceText.Finding] = []
        let text = SourceText(bytes, findings: &findings)
        if findings.isEmpty {
            var composer = YAMLComposer(text)
            do {
                let document = try composer.document()
                let tree = YAMLTree(file: file, log: log, text: text, renamed: composer.renamed)
                if let document, let root = tree.root(document) { return root }
                findings = [SourceText.Finding(position: .start, defect: .empty)]
            } catch {
                findings = [error]
            }
        }
        for finding in findings {
            let place = Place(file: file, line: finding.position.line, column: finding.position.column)
            log.report(Problem(place: place, path: "", message: finding.defect.description))
        }
        return nil
    }

    private func root(_ node: Yams.Node) -> YAMLNode? {
        let root = self.node(node, at: position(of: node), path: ValuePath(), depth: 0)
        return root.content == .nothing ? nil : root
    }

    private func node(_ node: Yams.Node, at position: Position, path: ValuePath, depth: Int) -> YAMLNode {
        YAMLNode(position: position, content: content(of: node, at: position, path: path, depth: depth))
    }

    private func content(
        of node: Yams.Node,
        at position: Position,
        path: ValuePath,
        depth: Int
    ) -> YAMLNode.Content {
        guard depth <= Self.deepest else {
            return refuse(TextDefect.tooDeep(limit: Self.deepest).description, at: position, path: path)
        }
        switch node {
        case .scalar(let scalar):
            guard isUntagged(scalar.tag) else { return refuseTag(at: position, path: path) }
            return text(of: scalar, at: position, path: path)
        case .sequence(let sequence):
            guard isUntagged(sequence.tag) else { return refuseTag(at: position, path: path) }
            return .list(
                sequence.enumerated().map { index, item in
                    self.node(item, at: self.position(of: item), path: path.item(index), depth: depth + 1)
                }
            )
        case .mapping(let mapping):
            guard isUntagged(mapping.tag) else { return refuseTag(at: position, path: path) }
            return .mapping(entries(of: mapping, path: path, depth: depth))
        case .alias:
            return refuse(Self.noAliases, at: position, path: path)
        }
    }

    private func text(of scalar: Yams.Node.Scalar, at position: Position, path: ValuePath) -> YAMLNode.Content {
        let plain = scalar.style == .plain || scalar.style == .any
        if plain, scalar.string.unicodeScalars.first == StandIn.alias {
            return refuse(Self.noAliases, at: position, path: path)
        }
        if scalar.string.unicodeScalars.contains("\0") {
            return refuse("contains a NUL character; remove it", at: position, path: path)
        }
        if plain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return .nothing }
        return .text(StandIn.removing(from: scalar.string), plain: plain)
    }

    private func entries(of mapping: Yams.Node.Mapping, path: ValuePath, depth: Int) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        var lines: [String: Int] = [:]
        for (key, value) in mapping {
            let position = position(of: key)
            guard let name = name(of: key, at: position, path: path) else { continue }
            let inner = path.key(name)
            if let line = lines[name] {
                _ = refuse("is given already on line \(line); keep one of the two", at: position, path: inner)
                continue
            }
            lines[name] = position.line
            entries.append(
                YAMLNode.Entry(key: name, value: node(value, at: position, path: inner, depth: depth + 1))
            )
        }
        return entries
    }

    private func name(of key: Yams.Node, at position: Position, path: ValuePath) -> String? {
        guard case .scalar(let scalar) = key, isUntagged(scalar.tag),
            case .text(let read, _) = text(of: scalar, at: position, path: path)
        else {
            _ = refuse("a key has to be text; quote it", at: position, path: path)
            return nil
        }
        let name =
            renamed[Position(line: key.mark?.line ?? 0, column: key.mark?.column ?? 0)]
            .map(StandIn.removing) ?? read
        if name.contains("${env:") || name.contains("${file:") {
            _ = refuse("references are not resolved in keys; write the key itself", at: position, path: path)
            return nil
        }
        return name
    }

    /// Yams gives quoted texts the tag of text, and every key too once it has looked for repeated ones.
    private func isUntagged(_ tag: Tag) -> Bool {
        [Tag.Name.implicit, .str, .seq, .map].contains { $0.rawValue == tag.rawValue }
    }

    private func refuseTag(at position: Position, path: ValuePath) -> YAMLNode.Content {
        refuse("tags are not used here; remove the !tag", at: position, path: path)
    }

    private static let noAliases = "aliases (*name) are not used here; write the value out, or quote it if it is text"

    private func refuse(_ message: String, at position: Position, path: ValuePath) -> YAMLNode.Content {
        let place = Place(file: file, line: position.line, column: position.column)
        log.report(Problem(place: place, path: path.description, message: message))
        return .refused
    }

    private func position(of node: Yams.Node) -> Position {
        guard let mark = node.mark else { return .start }
        return text.nearest(to: Position(line: mark.line, column: mark.column))
    }
}
