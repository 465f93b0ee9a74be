import FoundationEssentials

/// The files of one folder whose names match a pattern with `*` in it.
struct FilePattern: Equatable {
    /// Absolute, with a slash at its end.
    let folder: String
    private let parts: [Substring]

    /// The pattern that `path` ends in; nil when its last part has no `*`.
    init?(_ path: String) {
        guard let slash = path.lastIndex(of: "/"), path[slash...].contains("*") else { return nil }
        folder = String(path[...slash])
        parts = path[path.index(after: slash)...].split(separator: "*", omittingEmptySubsequences: false)
    }

    /// The names that match, sorted.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter(matches).sorted()
    }

    /// Whether `name` matches. The parts between stars are looked for from left to right, each as early as it comes,
    /// which finds a match wherever there is one, in time that grows with the name alone.
    func matches(_ name: String) -> Bool {
        guard let first = parts.first, let last = parts.last, name.hasPrefix(first) else { return false }
        guard !name.hasPrefix(".") || first.hasPrefix(".") else { return false }
        var rest = name.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
