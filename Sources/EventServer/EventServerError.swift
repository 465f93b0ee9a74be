public import Configuration

/// Why a server did not start.
public enum EventServerError: Error, Sendable, Equatable {
    case listen(ListenError)
    case users(ConfigurationError)
    /// The system had no threads, no memory or no descriptors, in its own words.
    case system(String)
}

extension EventServerError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .listen(let error): error.description
        case .users(let error): error.description
        case .system(let reason): "the server could not be set up: \(reason)"
        }
    }
}
