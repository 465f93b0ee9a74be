/// Tells whether a file is another than when it was last looked at.
package struct FileWatch {
    private let path: String
    private var seen: FileStamp?
    private var looked: Instant?

    /// A watch that has not looked yet.
    package init(_ path: String) { self.path = path }

    /// True the first time and after each change; looks at the file once a second at most.
    package mutating func hasChanged(at now: Instant) -> Bool {
        if let looked, looked.duration(to: now) < .seconds(1) { return false }
        let stamp = FileStamp(path)
        defer { (seen, looked) = (stamp, now) }
        return looked == nil || stamp != seen
    }
}
