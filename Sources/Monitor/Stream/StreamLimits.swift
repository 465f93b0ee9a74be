/// What the stream puts up with.
struct StreamLimits: Sendable, Equatable {
    /// Clients at once.
    var clients = 64
    /// Events that one client may leave unread.
    var events = 256
    /// Bytes that one client may leave unread.
    var bytes = 1 << 20
    /// From one comment to the next, by which both ends know that the other is there.
    var heartbeat = Duration.seconds(15)
}
