/// A configuration that cannot be used, with everything that is wrong in it.
public struct ConfigurationError: Error, Sendable, Equatable {
    /// The problems, sorted by place.
    public let problems: [Problem]
    /// How many more there are than `problems` tells.
    public let omitted: Int

    /// An error that tells of `problems`, in the order of their places.
    public init(problems: [Problem], omitted: Int = 0) {
        // Several problems of one place stay in the order in which they were found: sorting by offset makes it stable.
        self.problems = problems.enumerated()
            .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element)
        self.omitted = omitted
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// One problem a line.
    public var description: String {
        var lines = problems.map(\.description)
        if omitted > 0 { lines.append("and \(omitted) more") }
        return lines.joined(separator: "\n")
    }
}
