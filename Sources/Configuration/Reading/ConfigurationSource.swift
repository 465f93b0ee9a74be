/// What the nodes of one file share: its name, its folder, and what the load has in common with all its files.
struct ConfigurationSource {
    /// Files that include files that include files: more levels are taken for a circle.
    static let deepest = 8

    /// How messages name the file.
    let file: String
    /// Where its relative paths begin; nil for an embedded text.
    let folder: Folder?
    /// How many files deep the inclusion is.
    let depth: Int
    let log: ProblemLog
    let resolver: ReferenceResolver

    /// The root of `bytes`, which are what this source's file says.
    func root(of bytes: [UInt8]) -> ConfigNode? {
        YAMLTree.read(bytes, file: file, log: log).map {
            ConfigNode(yaml: $0, documentPath: ValuePath(), source: self)
        }
    }

    /// The source for a file that this one includes.
    func included(file: String, folder: Folder) -> ConfigurationSource {
        ConfigurationSource(file: file, folder: folder, depth: depth + 1, log: log, resolver: resolver)
    }
}
