public import Results

/// Where a page of results ended: the next one goes on behind that result, whatever has come since.
public struct HistoryCursor: Sendable, Equatable {
    let startedAt: WallTime
    let id: ULID

    /// Behind a result.
    public init(startedAt: WallTime, id: ULID) {
        self.startedAt = startedAt
        self.id = id
    }

    /// The cursor that `text` spells; nil when it is none.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let id = ULID(String(parts[1])) else { return nil }
        self.init(startedAt: WallTime(milliseconds: milliseconds), id: id)
    }
}

extension HistoryCursor: CustomStringConvertible {
    /// `1769860800000.01JD8Z6T0N6E0X2M8W3J5Q7R9S`
    public var description: String { "\(startedAt.milliseconds).\(id)" }
}
