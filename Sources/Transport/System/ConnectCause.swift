import Glibc

/// Why one address could not be connected to, as the system said it.
enum ConnectCause: Equatable {
    /// RST, or nobody listens on a local socket.
    case refused
    /// RST behind the connection, so close that it was there before anybody looked.
    case reset
    case timedOut
    /// The network says that the host can't be reached.
    case unreachable
    /// This machine has no way there.
    case noRoute
    /// A local socket whose queue of connections is full.
    case crowded
    /// This process or machine has no descriptor, port or memory left.
    case exhausted(String)
    /// Anything else that this machine would not do, a firewall of its own that forbids it for example.
    case other(String)

    /// The cause behind an error number of socket(2) or connect(2); `family` is nil for a local socket.
    init(errno code: CInt, family: AddressFamily?) {
        self =
            switch code {
            case ECONNREFUSED, ENOENT: .refused
            case ECONNRESET: .reset
            case ETIMEDOUT: .timedOut
            case EHOSTUNREACH, EHOSTDOWN: .unreachable
            // Without IPv6 there is no such kind of socket; without a source address there is no way either.
            case ENETUNREACH, ENETDOWN, EAFNOSUPPORT, EINVAL: .noRoute
            // IPv6 that is switched off says so in this way. IPv4 does not: no port is left to connect from.
            case EADDRNOTAVAIL: family == .v6 ? .noRoute : .exhausted("no local port is left")
            // unix(7): the server does not accept what waits for it already.
            case EAGAIN where family == nil: .crowded
            case EMFILE, ENFILE, ENOBUFS, ENOMEM, EAGAIN: .exhausted(SystemError.name(code))
            default: .other(SystemError.name(code))
            }
    }
}
