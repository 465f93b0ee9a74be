/// Collects the problems of one load, and sees to it that none of them shows a secret.
///
/// A reference type, because every node of every file of a load writes to the same one. It lives as long as the load.
public final class ProblemLog {
    /// Problems beyond this many are counted, not kept: a wrong file of a megabyte is not answered with ten of them.
    static let capacity = 200
    /// Shorter secrets are not looked for in texts that were not made from them: `a` is in every text.
    static let shortestSought = 6

    private var found: [Problem] = []
    private var remarks: [Problem] = []
    private var confidential: Set<String> = []
    private var omitted = 0

    /// An empty log.
    public init() {}

    /// Whether nothing is wrong so far.
    public var isEmpty: Bool { found.isEmpty }

    /// The error that tells of every problem; nil when there is none.
    public var error: ConfigurationError? {
        found.isEmpty ? nil : ConfigurationError(problems: redacted(found), omitted: omitted)
    }

    /// What the user should know although nothing is wrong, sorted by place: `slos: not in force yet`.
    public var notes: [Problem] { ConfigurationError(problems: redacted(remarks)).problems }

    /// Adds a problem; the same one twice is kept once.
    public func report(_ problem: Problem) {
        guard found.count < Self.capacity else {
            omitted += 1
            return
        }
        if !found.contains(problem) { found.append(problem) }
    }

    /// Adds something worth knowing that is not wrong.
    public func note(_ note: Problem) {
        if remarks.count < Self.capacity, !remarks.contains(note) { remarks.append(note) }
    }

    /// No text of this log shows `value`, or a line of it, from now on; texts that were reported before included.
    func keepSecret(_ value: String) {
        for part in [value] + value.split(whereSeparator: \.isNewline).map(String.init)
        where part.utf8.count >= Self.shortestSought {
            confidential.insert(part)
            confidential.insert(OneLine.escaping(part))
        }
    }

    private func redacted(_ problems: [Problem]) -> [Problem] {
        // The longest first: a secret that contains another one is to vanish whole.
        let words = confidential.sorted { $0.utf8.count > $1.utf8.count }
        return problems.map { problem in
            let message = words.reduce(problem.message) { Blot.replacing($1, with: Secret.shown, in: $0) }
            return Problem(place: problem.place, path: problem.path, message: message)
        }
    }
}

extension ProblemLog: CustomReflectable {
    /// Shows nothing of the log: it knows secrets.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
