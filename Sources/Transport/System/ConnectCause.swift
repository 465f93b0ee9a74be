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
    /// This process or machine has no descriptor, port or memory left.
    case exhausted(String)
    case other(String)

    init(errno code: CInt) {
        self =
            switch code {
            case ECONNREFUSED, ENOENT: .refused
            case ECONNRESET: .reset
            case ETIMEDOUT: .timedOut
            case EHOSTUNREACH, EHOSTDOWN: .unreachable
            // Without IPv6 there is no such kind of socket; without a source address there is no way either.
            case ENETUNREACH, ENETDOWN, EADDRNOTAVAIL, EAFNOSUPPORT, EINVAL: .noRoute
            case EMFILE, ENFILE, ENOBUFS, ENOMEM, EAGAIN: .exhausted(SystemError.name(code))
            default: .other(SystemError.name(code))
            }
    }
}
