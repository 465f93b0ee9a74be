/// One thing that is wrong in a configuration: where, in which value, and what would be right.
public struct Problem: Error, Sendable, Hashable {
    /// Where the user has to look.
    public let place: Place
    /// Which value it is, as `probes[2].every`; empty for the file as a whole.
    public let path: String
    /// What is wrong and what would be right, on one line.
    public let message: String

    /// A problem; line breaks and other control characters of `path` and `message` are written as escapes.
    public init(place: Place, path: String, message: String) {
        self.place = place
        self.path = OneLine.escaping(path)
        self.message = OneLine.escaping(message)
    }
}

extension Problem: CustomStringConvertible {
    /// `quintet.yaml:14:5 probes[2].every: 500ms is shorter than timeout 5s; raise every or lower timeout`
    public var description: String {
        path.isEmpty ? "\(place): \(message)" : "\(place) \(path): \(message)"
    }
}
