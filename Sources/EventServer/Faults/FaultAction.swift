public import Transport

/// A fault with what it needs to know.
public enum FaultAction: Sendable, Equatable {
    case drop
    case delay(Duration)
    case close(CloseCode)
    case leak

    /// Its kind.
    public var fault: Fault {
        switch self {
        case .drop: .drop
        case .delay: .delay
        case .close: .close
        case .leak: .leak
        }
    }
}
