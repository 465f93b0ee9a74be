public import Configuration
public import Transport

/// Why a server did not start.
public enum EventServerError: Error, Sendable, Equatable {
    case addressInUse(ListenAddress)
    case cannotListen(ListenAddress, reason: String)
    case users(ConfigurationError)
    /// The system had no threads, no memory or no descriptors, in its own words.
    case system(String)
}

extension EventServerError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .addressInUse(let address):
            "\(address) is taken by another program; stop that one, or listen elsewhere: "
                + "--listen \(ListenAddress(host: address.host, port: 0)) takes any free port"
        case .cannotListen(let address, let reason):
            "cannot listen on \(address): \(reason)"
        case .users(let error):
            error.description
        case .system(let reason):
            "the server could not be set up: \(reason)"
        }
    }
}
