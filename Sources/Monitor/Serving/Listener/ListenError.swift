public import Transport

/// Why the monitor cannot serve HTTP.
public enum ListenError: Error, Sendable, Equatable {
    /// Another program listens there.
    case addressInUse(ListenAddress)
    /// The system refuses it, in the system's words.
    case cannotListen(ListenAddress, reason: String)
}

extension ListenError: CustomStringConvertible {
    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .addressInUse(let address):
            "\(address) is taken by another program, perhaps another monitor; stop it, or listen elsewhere: "
                + "--listen \(ListenAddress(host: address.host, port: 0)) takes any free port"
        case .cannotListen(let address, let reason):
            "cannot listen on \(address): \(reason); choose another address with --listen"
        }
    }
}
