public import Transport

/// Why a server cannot listen.
public enum ListenError: Error, Sendable, Equatable {
    case addressInUse(ListenAddress)
    /// In the words of the system.
    case refused(ListenAddress, reason: String)
}

extension ListenError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .addressInUse(let address):
            "\(address) is taken by another program; stop that one, or listen elsewhere: "
                + "--listen \(ListenAddress(host: address.host, port: 0)) takes any free port"
        case .refused(let address, let reason):
            "cannot listen on \(address): \(reason)"
        }
    }
}
