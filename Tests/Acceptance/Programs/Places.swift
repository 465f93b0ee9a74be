import FoundationEssentials

/// Where the programs are that the tests start.
enum Places {
    /// The repository's root.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The program under test: it is built next to the tests.
    static let quintet = path(
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "quintet")
    )
    static let python = tool("venv/bin/python")
    static let prometheus = tool("bin/prometheus")
    static let promtool = tool("bin/promtool")

    /// A program in Python that shares nothing with ours.
    static func witness(_ name: String) -> String { path(root.appending(path: "Tests/Witness/\(name)")) }

    /// Unpacked by `make setup-test`.
    private static func tool(_ name: String) -> String { path(root.appending(path: ".tools/\(name)")) }

    static func path(_ url: URL) -> String { url.path(percentEncoded: false) }
}
