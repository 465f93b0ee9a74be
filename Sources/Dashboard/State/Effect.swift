/// What the dashboard wants done.
enum Effect: Hashable, Sendable {
    case ask(Question)
    /// The whole picture is sent again: something else wrote over it.
    case redraw
    case suspend
    case quit
}

/// What may happen to the dashboard.
enum DashboardInput: Sendable {
    case key(Key)
    case news(News)
    case resized(width: Int, height: Int)
    /// Time went on.
    case tick
}
