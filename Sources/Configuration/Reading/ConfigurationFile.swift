public import FoundationEssentials

/// Reads a configuration whole: everything that is wrong in it comes in one error.
///
/// ```swift
/// let settings = try ConfigurationFile.load(path: "quintet.yaml") { root in Settings(root) }
/// ```
public enum ConfigurationFile {
    /// What `read` makes of the file at `path`.
    ///
    /// - Parameters:
    ///   - path: absolute, or relative to where the process is; messages name the file so.
    ///   - environment: where `${env:NAME}` is looked up.
    ///   - read: reads the root; whatever it returns is given up when anything was reported.
    /// - Throws: every problem of the file and of those that it includes.
    public static func load<Value>(
        path: String,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        read: (ConfigNode) -> Value?
    ) throws(ConfigurationError) -> Value {
        let bytes: [UInt8]
        do {
            bytes = try SmallFile.read(path, limit: SourceText.limit)
        } catch {
            let place = Place(file: path, line: 1, column: 1)
            throw ConfigurationError(problems: [Problem(place: place, path: "", message: "the file \(error)")])
        }
        return try load(bytes, named: path, folder: .containing(path), environment: environment, read: read)
    }

    /// What `read` makes of `text`, which messages call `name`; for embedded files and tests.
    ///
    /// - Parameters:
    ///   - folder: where relative paths begin; without one, every relative path is a problem.
    ///   - environment: where `${env:NAME}` is looked up.
    ///   - read: reads the root; whatever it returns is given up when anything was reported.
    /// - Throws: every problem of the text.
    public static func load<Value>(
        text: String,
        named name: String,
        folder: String? = nil,
        environment: [String: String] = [:],
        read: (ConfigNode) -> Value?
    ) throws(ConfigurationError) -> Value {
        try load(
            Array(text.utf8),
            named: name,
            folder: folder.map { Folder($0) },
            environment: environment,
            read: read
        )
    }

    /// What `read` makes of `bytes`, which may be anything.
    package static func load<Value>(
        bytes: [UInt8],
        named name: String,
        read: (ConfigNode) -> Value?
    ) throws(ConfigurationError) -> Value {
        try load(bytes, named: name, folder: nil, environment: [:], read: read)
    }

    private static func load<Value>(
        _ bytes: [UInt8],
        named name: String,
        folder: Folder?,
        environment: [String: String],
        read: (ConfigNode) -> Value?
    ) throws(ConfigurationError) -> Value {
        let log = ProblemLog()
        let resolver = ReferenceResolver(environment: environment, log: log)
        let source = ConfigurationSource(file: name, folder: folder, depth: 0, log: log, resolver: resolver)
        let root = source.root(of: bytes)
        let value = root.flatMap(read)
        if let error = log.error { throw error }
        guard let value else {
            // Only a reader that gives up without a word comes here; its user still has to learn that it failed.
            let place = root?.place ?? Place(file: name, line: 1, column: 1)
            throw ConfigurationError(problems: [Problem(place: place, path: "", message: "cannot be used")])
        }
        return value
    }
}

extension ConfigNode {
    /// What `read` makes of the file that this node names by its path.
    ///
    /// That it cannot be read is a problem of this node; what is wrong in it, of the places in it.
    public func included<Value>(_ read: (ConfigNode) -> Value?) -> Value? {
        location().flatMap { included($0, read) }
    }

    /// What `read` makes of each file that this node names, in the order of their names: its path may have `*` in its last
    /// part, for any characters, except that names that begin with a dot have to be meant.
    ///
    /// A pattern that no file matches is a problem of this node.
    public func includedAll<Value>(_ read: (ConfigNode) -> Value?) -> [Value] {
        guard let location = location() else { return [] }
        guard let pattern = FilePattern(location.absolute) else { return included(location, read).map { [$0] } ?? [] }
        let names: [String]
        do {
            names = try pattern.names()
        } catch {
            report("the folder of \(location.shown) cannot be read; create it or correct the path")
            return []
        }
        guard !names.isEmpty else {
            report("no file matches \(location.shown); create one or correct the path")
            return []
        }
        let shown = Folder.containing(location.shown)
        return names.compactMap { included((pattern.folder + $0, shown.resolve($0).shown), read) }
    }

    private func included<Value>(
        _ location: (absolute: String, shown: String),
        _ read: (ConfigNode) -> Value?
    ) -> Value? {
        guard source.depth < ConfigurationSource.deepest else {
            report("files include each other more than \(ConfigurationSource.deepest) levels deep; break the circle")
            return nil
        }
        let bytes: [UInt8]
        do {
            bytes = try SmallFile.read(location.absolute, limit: SourceText.limit)
        } catch {
            report("the file \(location.shown) \(error)")
            return nil
        }
        // What is shown of a path that was fetched is the reference, which leads nowhere.
        let folder = Folder.containing(hasReferences ? location.absolute : location.shown)
        return source.included(file: location.shown, folder: folder).root(of: bytes).flatMap(read)
    }
}
