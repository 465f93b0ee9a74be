import NIOCore

/// An address that could not be connected to, and why.
struct ConnectFailure: Error, Equatable {
    /// As it is shown.
    let address: String
    let cause: ConnectCause

    init(_ address: String, _ cause: ConnectCause) {
        self.address = address
        self.cause = cause
    }

    init(_ address: SocketAddress, _ error: any Error) {
        self.address = PeerAddress.text(address)
        cause =
            switch error {
            case let error as IOError: ConnectCause(errno: error.errnoCode, family: address.family)
            case ChannelError.connectTimeout: .timedOut
            default: .other(SystemError.text(of: error))
            }
    }
}
