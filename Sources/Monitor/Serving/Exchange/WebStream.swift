/// The body of an answer that is written as it comes about, until it is over or nobody reads it any more.
protocol WebStream: AnyObject, Sendable {
    /// The bytes that come next, as soon as there are some; nil when the stream is over. Called by one task at a time.
    func next() async -> [UInt8]?

    /// Nobody reads it any more.
    func left()

    /// Has `close` called when the client is to be cut off with the bytes that it has not taken; at once when that is so
    /// already.
    func onCut(_ close: @escaping @Sendable () -> Void)
}
