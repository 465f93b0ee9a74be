/// How long to wait before the file is tried again: 1 s, 2 s, 4 s, up to a minute.
struct Retries: Equatable {
    private static let longest = Duration.seconds(60)
    private var next = Duration.seconds(1)

    /// The wait before the next try.
    mutating func wait() -> Duration {
        defer { next = min(next * 2, Self.longest) }
        return next
    }

    /// It is usable again.
    mutating func succeeded() { self = Retries() }
}
