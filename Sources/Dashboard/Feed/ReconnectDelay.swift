/// How long to wait before the next attempt: doubled with each failure up to a limit, and a random part of it, so that
/// many dashboards do not come back as one.
struct ReconnectDelay: Equatable {
    let first: Duration
    let most: Duration
    private var failures = 0

    init(first: Duration = .milliseconds(500), most: Duration = .seconds(10)) {
        self.first = first
        self.most = most
    }

    /// The wait after one more failure; `chance`, from 0 to 1, says which part of it between a half and the whole.
    mutating func failed(chance: Double) -> Duration {
        let whole = failures >= 20 ? most : min(most, first * (1 << failures))
        failures += 1
        return whole * (0.5 + 0.5 * min(1, max(0, chance)))
    }

    /// It works again.
    mutating func succeeded() { failures = 0 }
}
