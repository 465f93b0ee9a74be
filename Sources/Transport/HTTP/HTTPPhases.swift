/// How long each part of an HTTP request took. Every call opens a connection of its own, so none is ever saved.
public struct HTTPPhases: Sendable, Equatable {
    /// Nil for a numeric host and a pinned one.
    public var dns: Duration?
    /// TCP, over every address that was tried.
    public var connect: Duration?
    /// Nil where no TLS is spoken.
    public var tls: Duration?
    /// From the moment the connection was ready to the first byte of the answer.
    public var firstByte: Duration?
    /// From the call to the last byte, names included.
    public var total: Duration

    /// Phases of these lengths.
    public init(
        dns: Duration? = nil,
        connect: Duration? = nil,
        tls: Duration? = nil,
        firstByte: Duration? = nil,
        total: Duration
    ) {
        self.dns = dns
        self.connect = connect
        self.tls = tls
        self.firstByte = firstByte
        self.total = total
    }
}
