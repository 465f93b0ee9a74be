/// A value of a configuration file that knows where it stands and where to complain.
///
/// Each method that reads a value gives it, or reports what is wrong and gives nil; so a reader asks for everything
/// first and gives up only then, and the user sees every problem at once:
///
/// ```swift
/// func target(_ node: ConfigNode) -> Target? {
///     guard let map = node.mapping() else { return nil }
///     let name = map.required("name")?.string()
///     let limit = map.optional("max_message")?.byteSize(in: 1...(64 << 20))
///     map.finish()
///     guard let name else { return nil }
///     return Target(name: name, limit: limit ?? 5 << 20)
/// }
/// ```
public struct ConfigNode {
    /// What a value is, for readers that take several shapes.
    public enum Kind: Sendable, Equatable {
        /// No text, `~` or `null`.
        case nothing
        /// Text, a number or a boolean: which one is for the reader to say.
        case text
        /// `- a` or `[a]`.
        case list
        /// `key: value` or `{ key: value }`.
        case mapping
        /// Something that the file must not contain; it has been reported, and every reader of it gives nil.
        case refused
    }

    let yaml: YAMLNode
    let valuePath: ValuePath
    let source: ConfigurationSource

    init(yaml: YAMLNode, documentPath: ValuePath, source: ConfigurationSource) {
        self.yaml = yaml
        self.valuePath = documentPath
        self.source = source
    }

    /// What it is.
    public var kind: Kind {
        switch yaml.content {
        case .nothing: .nothing
        case .text: .text
        case .list: .list
        case .mapping: .mapping
        case .refused: .refused
        }
    }

    /// Where it is: its key where it is an entry of a mapping.
    public var place: Place { Place(file: source.file, line: yaml.position.line, column: yaml.position.column) }

    /// Which value it is, as `probes[2].every`; empty for the root.
    public var documentPath: String { valuePath.description }

    /// The log that all nodes of this load write to.
    public var log: ProblemLog { source.log }

    /// Says that something is wrong with this value; `message` says what, and what would be right.
    ///
    /// What came from the environment or a file is shown as its reference, even where `message` contains it.
    public func report(_ message: String) {
        // A refused node has had its say; a second complaint would be about the same characters.
        guard kind != .refused else { return }
        log.report(Problem(place: place, path: documentPath, message: hidingFetched(in: message)))
    }

    /// Says something about this value that is worth knowing and not wrong: `not in force yet`.
    public func note(_ message: String) {
        log.note(Problem(place: place, path: documentPath, message: hidingFetched(in: message)))
    }

    /// The items of a list; a problem where it is none, or has more or fewer items than `count` allows.
    public func list(count: ClosedRange<Int> = 0...10_000) -> [ConfigNode]? {
        guard case .list(let items) = yaml.content else {
            reportKind(wanted: "a list")
            return nil
        }
        guard count.contains(items.count) else {
            report("has \(items.count) items; want \(count.lowerBound) to \(count.upperBound)")
            return nil
        }
        return items.enumerated().map { index, item in
            ConfigNode(yaml: item, documentPath: valuePath.item(index), source: source)
        }
    }

    /// The entries of a mapping, to be asked for by key.
    public func mapping() -> ConfigMapping? {
        guard case .mapping(let entries) = yaml.content else {
            reportKind(wanted: "a mapping, as key: value")
            return nil
        }
        return ConfigMapping(self, entries: entries)
    }

    /// Reports that this is not what was `wanted`.
    func reportKind(wanted: String) {
        switch kind {
        case .nothing: report("found nothing; want \(wanted)")
        case .text: report("found \(shown); want \(wanted)")
        case .list: report("found a list; want \(wanted)")
        case .mapping: report("found a mapping; want \(wanted)")
        case .refused: break
        }
    }
}

extension ConfigNode: CustomStringConvertible, CustomReflectable {
    /// The place and the path; never the value, which may be a secret.
    public var description: String { documentPath.isEmpty ? "\(place)" : "\(place) \(documentPath)" }

    /// A mirror without children: the value may be a secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
