import Yams

/// Reads a text with libyaml.
///
/// It never throws away more than it must: keys that are given twice, at which Yams gives up, are set aside and read on.
struct YAMLComposer {
    /// Repeated keys that are set aside before the reading is given up.
    private static let mostRenamed = 20
    /// Characters that are read again for repeated keys, in all: a large file is not read twenty times.
    private static let mostReadAgain = 2 << 20
    /// U+F0000: private use, another one for each repeated key.
    private static let renamedBase: UInt32 = 0xF0000

    private let text: SourceText
    private var scalars: [Unicode.Scalar]
    /// The keys that were overwritten with other characters, by place.
    private(set) var renamed: [Position: String] = [:]

    /// A composer of `text`.
    init(_ text: SourceText) {
        self.text = text
        scalars = StandIn.putting(into: text.scalars)
    }

    /// The one document of the text; nil when there is nothing but comments.
    mutating func document() throws(SourceText.Finding) -> Yams.Node? {
        while true {
            switch parsed() {
            case .success(let node): return node
            case .failure(.duplicatedKeysInMapping(let keys, let context)):
                let position = Position(line: context.mark.line, column: context.mark.column)
                guard let key = keys.first, rename(key, at: position) else {
                    throw finding(.duplicate(key: StandIn.removing(from: keys.first ?? "")), at: position)
                }
            case .failure(let error): throw finding(error)
            }
        }
    }

    private func parsed() -> Result<Yams.Node?, YamlError> {
        var copy = String.UnicodeScalarView()
        copy.append(contentsOf: scalars)
        do {
            // The basic resolver has no rules: the default one tries regular expressions on every key, and takes
            // `yes` for a boolean.
            return .success(try Parser(yaml: String(copy), resolver: .basic, encoding: .utf8).singleRoot())
        } catch let error as YamlError {
            return .failure(error)
        } catch {
            return .failure(.memory)
        }
    }

    /// Overwrites the key at `position` with characters that no other key has, as many as it has.
    private mutating func rename(_ key: String, at position: Position) -> Bool {
        let most = min(Self.mostRenamed, Self.mostReadAgain / max(1, scalars.count))
        guard renamed.count < most, renamed[position] == nil, !key.isEmpty,
            var offset = text.offset(of: position),
            let filler = Unicode.Scalar(Self.renamedBase + UInt32(renamed.count))
        else { return false }
        if scalars[offset] == "\"" || scalars[offset] == "'" { offset += 1 }
        let range = offset..<offset + key.unicodeScalars.count
        // A key with escapes, or over several lines, is not in the text as it is read.
        guard range.upperBound <= scalars.count, scalars[range].elementsEqual(key.unicodeScalars) else { return false }
        scalars.replaceSubrange(range, with: repeatElement(filler, count: range.count))
        renamed[position] = key
        return true
    }

    private func finding(_ error: YamlError) -> SourceText.Finding {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let position = Position(line: mark.line, column: mark.column)
            return finding(defect(problem, context: context, at: position), at: position)
        case .duplicatedKeysInMapping(let keys, let context):
            let position = Position(line: context.mark.line, column: context.mark.column)
            return finding(.duplicate(key: keys.first ?? ""), at: position)
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
            return finding(.notYAML(problem: problem, context: nil, line: nil), at: .start)
        case .no, .memory, .dataCouldNotBeDecoded:
            return finding(.notYAML(problem: "it cannot be read", context: nil, line: nil), at: .start)
        }
    }

    private func defect(_ problem: String, context: YamlError.Context?, at position: Position) -> TextDefect {
        if problem.hasPrefix("but found another document") { return .secondDocument }
        if problem.hasPrefix("Maximum nesting level") { return .tooDeep(limit: YAMLTree.deepest) }
        if problem == "found character that cannot start any token", let offset = text.offset(of: position) {
            return text.scalars[offset] == "\t" ? .tab : .unquoted
        }
        let words = context.flatMap { $0.text.isEmpty ? nil : $0.text }
        let line = words == nil ? nil : context?.mark.line
        return .notYAML(problem: problem, context: words, line: line == position.line ? nil : line)
    }

    private func finding(_ defect: TextDefect, at position: Position) -> SourceText.Finding {
        SourceText.Finding(position: text.nearest(to: position), defect: defect)
    }
}
