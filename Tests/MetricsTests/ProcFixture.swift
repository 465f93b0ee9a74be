import FoundationEssentials
import Metrics

/// A small `/proc`, as text and as a folder.
enum ProcFixture {
    static func stat(named name: String) -> String {
        "10207 (\(name)) S 10096 10096 6845 0 -1 4194304 100 0 0 0 1500 25 0 0 20 0 7 0 169921 3133440 388 "
            + "18446744073709551615 94386767482880 94386767502761 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
    }

    static func limits(openFiles: String) -> String {
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             96365                96365                processes
        Max open files            \(openFiles)                files
        Max locked memory         8388608              8388608              bytes

        """
    }

    /// A folder like `/proc` for the time of `body`: three open descriptors and the one that looks.
    static func withFolder(_ body: (ProcFolder) throws -> Void) throws {
        let files = FileManager.default
        let root = files.temporaryDirectory.appending(path: "quintet-proc-\(UUID().uuidString)")
        try files.createDirectory(at: root.appending(path: "self/fd"), withIntermediateDirectories: true)
        defer {
            // Left behind it would only be litter.
            try? files.removeItem(at: root)
        }
        let contents = [
            "stat": "cpu 1\nbtime 1769860000\n",
            "self/stat": stat(named: "quintet (x) y"),
            "self/limits": limits(openFiles: "20000                524288"),
            "self/fd/0": "", "self/fd/1": "", "self/fd/2": "", "self/fd/3": "",
        ]
        for (name, text) in contents { try Data(text.utf8).write(to: root.appending(path: name)) }
        try body(ProcFolder(root.path, ticksPerSecond: 100, pageSize: 4_096))
    }
}
