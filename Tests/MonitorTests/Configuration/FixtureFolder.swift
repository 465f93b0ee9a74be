import FoundationEssentials

/// The configurations under Tests/Fixtures.
enum FixtureFolder {
    /// The folder of files with one defect each.
    static let broken = folder("Tests/Fixtures/configurations/broken")
    /// The configurations that are shipped to be run as they are.
    static let examples = folder("examples")

    /// A certificate that signed itself, and its key.
    static let tls = folder("Tests/Fixtures/tls")

    /// The contracts that are shipped.
    static let contracts = folder("contracts")
    private static let texts = folder("Tests/Fixtures/metrics")

    /// An exposition that is expected.
    static func metrics(_ file: String) throws -> String { try text("\(texts)/\(file)") }

    /// The names of the files of `folder` that end in `.yaml`, sorted.
    static func configurations(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    }

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: path), encoding: .utf8)
    }

    private static func folder(_ path: String) -> String {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appending(path: path).path(percentEncoded: false)
    }
}
