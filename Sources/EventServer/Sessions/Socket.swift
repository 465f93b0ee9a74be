import Transport

/// An open WebSocket as the registry sees it: something to count and to close.
protocol Socket: AnyObject {
    /// The ids of the login that opened it; none where no login was asked for.
    var keys: [String] { get }
    func close(_ code: CloseCode, reason: String)
}

/// Where sockets come in and leave.
protocol SocketRegistry: AnyObject {
    func enter(_ socket: any Socket)
    func leave(_ socket: any Socket)
}
