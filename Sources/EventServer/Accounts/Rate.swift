/// So many in so long: `10/m`.
public struct Rate: Sendable, Equatable {
    /// So many.
    public let count: Int
    /// In so long.
    public let per: Duration

    /// `count` in `per`; both above 0.
    public init(count: Int, per: Duration) {
        self.count = count
        self.per = per
    }

    /// Reads `10/s`, `10/m` or `10/h`.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), (1...1_000_000).contains(count), parts[0].first != "+"
        else { return nil }
        switch parts[1] {
        case "s": self.init(count: count, per: .seconds(1))
        case "m": self.init(count: count, per: .seconds(60))
        case "h": self.init(count: count, per: .seconds(3600))
        default: return nil
        }
    }
}
