import FoundationEssentials

/// The folder that relative paths of a file begin at.
struct Folder: Equatable {
    /// Where it is, absolute: it stays right when the process changes its directory.
    let absolute: String
    /// How messages show it; empty for the folder in which the program was started.
    let shown: String

    /// The folder at `path`, absolute or relative to where the process is now.
    init(_ path: String) {
        let start = FileManager.default.currentDirectoryPath
        absolute = Self.join(start, path)
        shown = path
    }

    /// The folder in which the file at `path` lies.
    static func containing(_ path: String) -> Folder {
        guard let slash = path.lastIndex(of: "/") else { return Folder("") }
        return Folder(String(path[..<path.index(after: slash)]))
    }

    /// Where `path` leads from here, absolute, and how to show it to the user.
    func resolve(_ path: String) -> (absolute: String, shown: String) {
        (Self.join(absolute, path), Self.join(shown, path))
    }

    private static func join(_ folder: String, _ path: String) -> String {
        var tail = path[...]
        if tail.hasPrefix("/") || folder.isEmpty { return path }
        while tail.hasPrefix("./") { tail = tail.dropFirst(2).drop { $0 == "/" } }
        if tail.isEmpty || tail == "." { return folder }
        return folder.hasSuffix("/") ? folder + tail : folder + "/" + tail
    }
}
