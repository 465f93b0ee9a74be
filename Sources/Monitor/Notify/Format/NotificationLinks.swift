public import Results

/// Where notifications lead: to the monitor, and to the runs that they are about.
public struct NotificationLinks: Sendable, Equatable {
    /// What every link begins with, without a slash at its end.
    public let base: String

    /// Links that begin with `base`, which is an http or https URL.
    public init(base: String) {
        var base = base
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
    }

    /// The result that has this id.
    public func result(_ id: ULID) -> String { "\(base)/api/v1/results/\(id)" }

    /// The run that an alert is about, or the monitor where it is about none.
    func source(of alert: Alert) -> String { alert.result.map(result) ?? "\(base)/" }
}
