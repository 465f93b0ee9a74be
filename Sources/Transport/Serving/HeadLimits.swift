/// What a server takes from a connection before it knows what it is for.
public struct HeadLimits: Sendable, Equatable {
    /// Bytes of the request's head.
    public var size: Int
    /// How long the whole head may take.
    public var time: Duration

    /// 16 KiB, since clients send their token seven times in one head, and ten seconds.
    public init(size: Int = 16 << 10, time: Duration = .seconds(10)) {
        self.size = size
        self.time = time
    }
}
