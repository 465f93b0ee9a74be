import Configuration
public import Results

/// Why an alert went from one state to another.
public enum AlertReason: Sendable, Equatable {
    /// So many of the last cycles failed, and what the last of them failed by.
    case failed(Int, of: Int, by: Failure?)
    /// So many cycles failed one after the other, and what the last of them failed by.
    case failedInARow(Int, of: Int, by: Failure?)
    /// A class was found, about this event.
    case found(FailureClass, event: String?)
    /// No conclusive cycle for so long.
    case absent(for: Duration)
    /// So many cycles were well, one after the other.
    case passed(Int)
    /// The trouble is out of sight without having been enough.
    case quiet
    /// The rule, or the probe, is not configured any more.
    case removed
    /// The probe watches something else now.
    case retargeted(String)
}

extension AlertReason: CustomStringConvertible {
    /// `2 of 3 failed, missing_event tool_completed`
    public var description: String {
        switch self {
        case .failed(let count, let of, let failure): "\(count) of \(of) failed\(Self.words(failure))"
        case .failedInARow(let count, let of, let failure): "\(count) of \(of) in a row failed\(Self.words(failure))"
        case .found(let found, let event): "\(found.rawValue)\(event.map { " \($0)" } ?? "") found"
        case .absent(let time): "no result for \(DurationText.format(.seconds(time.components.seconds)))"
        case .passed(1): "a cycle passed"
        case .passed(let count): "\(count) cycles in a row passed"
        case .quiet: "the trouble did not last"
        case .removed: "the rule or its probe is no longer configured"
        case .retargeted(let target): "the probe watches \(target) now"
        }
    }

    private static func words(_ failure: Failure?) -> String {
        guard let failure else { return "" }
        return ", \(failure.failureClass.rawValue)\(failure.event.map { " \($0)" } ?? "")"
    }
}
