internal import Results

/// Collects the findings of a run; bounded, so that a server that floods us with wrong frames costs nothing.
struct FindingLog: Sendable {
    /// How many findings of one class are kept.
    static let capacity = 50

    /// In the order of their coming.
    private(set) var findings: [Finding] = []
    private var counts: [FailureClass: Int] = [:]
    private(set) var omitted = 0

    /// Keeps a finding, or counts it where its class has enough of them.
    mutating func add(_ finding: Finding) {
        let count = counts[finding.failureClass, default: 0]
        guard count < Self.capacity else {
            omitted += 1
            return
        }
        counts[finding.failureClass] = count + 1
        findings.append(finding)
    }

    /// In the order of their evidence, then of their classes, then of their coming.
    var inOrder: [Finding] {
        findings.enumerated()
            .sorted { left, right in
                Self.rank(left.element, left.offset) < Self.rank(right.element, right.offset)
            }
            .map(\.element)
    }

    private static func rank(_ finding: Finding, _ offset: Int) -> (Duration, Int, Int) {
        (finding.at ?? .zero, finding.failureClass.rank, offset)
    }
}
