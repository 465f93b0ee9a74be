public import Results

/// One outcome of a list of them, as programs for continuous integration read it.
public struct ReportCase: Sendable, Equatable {
    /// How it counts there.
    public enum Weight: Sendable, Equatable {
        case passed
        case failed
        /// It could not be found out.
        case broken
    }

    /// What was looked at, on one line: `golden-path as probe-1`.
    public let name: String
    /// Where: the target.
    public let place: String
    public let weight: Weight
    /// The verdict in one word.
    public let word: String
    public let duration: Duration
    /// What a program may tell apart: the class of the failure, or of the first finding; nil where nothing was found.
    public let kind: String?
    /// The same as a sentence.
    public let message: String?
    /// What else there is to know of it, a sentence each.
    public let details: [String]

    /// The case of a run.
    ///
    /// - Parameters:
    ///   - number: which of several runs of the same probe it is; nil for the only one.
    ///   - isStrict: whether a degraded run counts as failed.
    public init(_ result: ProbeResult, number: Int? = nil, isStrict: Bool = false) {
        let user = result.user.map { " as \($0)" } ?? ""
        name = PlainText.of(result.probe + user + (number.map { ", run \($0)" } ?? ""))
        place = PlainText.of(result.target)
        word = result.verdict.rawValue
        duration = result.duration
        weight =
            switch result.verdict {
            case .pass: .passed
            case .degraded: isStrict ? .failed : .passed
            case .fail: .failed
            case .inconclusive: .broken
            }
        var others = result.findings
        let place = others.firstIndex { finding in result.failure.map { $0 == Failure(finding) } ?? true }
        guard let place else {
            (kind, message, details) = (nil, nil, [])
            return
        }
        let found = others.remove(at: place)
        kind = found.failureClass.rawValue
        message = Self.sentence(found)
        let blame = result.failure.map { ["look first: \($0.blame.rawValue)"] } ?? []
        details =
            blame + others.map { "\($0.severity?.rawValue ?? "note") \(Self.sentence($0))" } + ["result \(result.id)"]
    }

    private static func sentence(_ finding: Finding) -> String {
        "\(finding.failureClass.rawValue): \(PlainText.of(finding.detail))"
    }
}
