/// What is looked at.
enum Screen: Equatable, Sendable {
    case overview
    case probe(String)
    case run(String)
    case alerts
    case help
}

/// In which order probes stand.
enum SortOrder: String, CaseIterable, Sendable {
    /// The worst state first.
    case problems
    case name
    /// What took the largest part of its budget first.
    case slowest
    /// What changed last first.
    case changed

    var next: SortOrder {
        switch self {
        case .problems: .name
        case .name: .slowest
        case .slowest: .changed
        case .changed: .problems
        }
    }
}
