/// Fetches what `${env:NAME}` and `${file:path}` refer to, once a load, and keeps it out of every message.
final class ReferenceResolver {
    /// Bytes that all references of a load may fetch: a file that says `${file:a}` 100,000 times stays small.
    static let budget = 64 << 20

    /// Why a reference leads nowhere.
    enum Refusal: Error, Equatable {
        case unset(name: String)
        case file(reference: String, shown: String, SmallFile.Refusal)
        case notText(reference: String)
        case noFolder(reference: String)
        case overBudget(limit: Int)
        case malformed(TextPiece.Refusal)
    }

    private let environment: [String: String]
    private let log: ProblemLog
    private var variables: [String: String] = [:]
    private var files: [String: String] = [:]
    private var spent = 0

    /// A resolver that looks variables up in `environment` and tells `log` what must not be shown.
    init(environment: [String: String], log: ProblemLog) {
        self.environment = environment
        self.log = log
    }

    /// What `piece` stands for; `folder` is where relative paths begin.
    func value(of piece: TextPiece, in folder: Folder?) throws(Refusal) -> String {
        switch piece {
        case .literal(let text): return text
        case .escapedOpening: return "${"
        case .environment(let name): return try spend(variable(name))
        case .file(let path):
            let reference = "${file:\(path)}"
            guard let file = Self.location(of: path, in: folder) else { throw .noFolder(reference: reference) }
            return try spend(contents(of: file, reference: reference))
        }
    }

    /// What was fetched for `piece` before; nil for literals and for what was never fetched. Fetches nothing.
    func fetched(for piece: TextPiece, in folder: Folder?) -> String? {
        switch piece {
        case .literal, .escapedOpening: nil
        case .environment(let name): variables[name]
        case .file(let path): Self.location(of: path, in: folder).flatMap { files[$0.absolute] }
        }
    }

    private func spend(_ value: String) throws(Refusal) -> String {
        spent += value.utf8.count
        guard spent <= Self.budget else { throw .overBudget(limit: Self.budget) }
        return value
    }

    private func variable(_ name: String) throws(Refusal) -> String {
        if let known = variables[name] { return known }
        guard let value = environment[name] else { throw .unset(name: name) }
        log.keepSecret(value)
        variables[name] = value
        return value
    }

    private func contents(of file: Location, reference: String) throws(Refusal) -> String {
        if let known = files[file.absolute] { return known }
        let bytes: [UInt8]
        do {
            bytes = try SmallFile.read(file.absolute, limit: Secret.largestFile)
        } catch {
            throw .file(reference: reference, shown: file.shown, error)
        }
        guard var text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw .notText(reference: reference)
        }
        // "\r\n" is one Character, so this takes either line end.
        if text.last?.isNewline == true { text.removeLast() }
        log.keepSecret(text)
        files[file.absolute] = text
        return text
    }

    private typealias Location = (absolute: String, shown: String)

    private static func location(of path: String, in folder: Folder?) -> Location? {
        folder?.resolve(path) ?? (path.hasPrefix("/") ? (path, path) : nil)
    }
}

extension ReferenceResolver.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    var description: String {
        switch self {
        case .unset(let name):
            "${env:\(name)}: the environment has no \(name); set it before the start"
        case .file(let reference, let shown, let refusal):
            "\(reference): the file \(shown) \(refusal)"
        case .notText(let reference):
            "\(reference): the file is not UTF-8 text; want text without NUL bytes"
        case .noFolder(let reference):
            "\(reference): an embedded configuration has no folder; write an absolute path, or use ${env:NAME}"
        case .overBudget(let limit):
            "the references of this configuration fetch more than \(ByteSizeText.format(limit)); write fewer"
        case .malformed(let refusal):
            refusal.description
        }
    }
}
