import NIOCore

/// The addresses of one family that a name has, never empty and with port 0; or why there are none.
typealias NameAnswer = Result<[SocketAddress], NameError>
