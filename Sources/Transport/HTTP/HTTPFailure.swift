/// Why an HTTP request has no answer.
public enum HTTPFailure: Error, Sendable, Equatable {
    /// The URL is none that can be called; why.
    case badURL(String)
    /// The name leads nowhere; a look-up that took too long is ``NameError/timedOut(_:resolverAnswers:)``.
    case name(NameError)
    /// Every address refused; which ones were tried.
    case refused([String])
    /// No address answered in time.
    case connectTimedOut(after: Duration)
    /// The network has no way to the host.
    case hostUnreachable(String)
    /// The TLS handshake did not complete in time.
    case tlsTimedOut(after: Duration)
    /// No complete answer in time.
    case timedOut(after: Duration)
    /// The TLS handshake failed; why.
    case tls(String)
    /// The connection broke, or what came is no HTTP.
    case broken(String)
    /// The answer's body is longer than allowed (bytes).
    case tooLarge(limit: Int)
    /// This machine has no descriptors left, or no ports for one more connection.
    case noDescriptors
    /// This machine has no way to the host.
    case noRoute(String)
    /// The task that called was cancelled, or the client was shut down.
    case cancelled
    /// Anything else that went wrong on our side.
    case local(String)
}

extension HTTPFailure: CustomStringConvertible {
    /// What happened, for the person who has to act.
    public var description: String {
        switch self {
        case .badURL(let why): "the URL \(why)"
        case .name(let error): error.description
        case .refused(let addresses): "connection refused by \(addresses.joined(separator: ", "))"
        case .connectTimedOut(let time): "no connection within \(time.brief)"
        case .hostUnreachable(let what): "host unreachable: \(what)"
        case .tlsTimedOut(let time): "TLS failed: the handshake did not complete within \(time.brief)"
        case .timedOut(let time): "no complete answer within \(time.brief)"
        case .tls(let why): "TLS failed: \(why)"
        case .broken(let how): how
        case .tooLarge(let limit): "the answer is longer than \(limit) bytes"
        case .noDescriptors: "this machine has no descriptors, ports or memory left for one more connection"
        case .noRoute(let what): "no route from this machine: \(what)"
        case .cancelled: "cancelled"
        case .local(let what): what
        }
    }

    /// Whether the fault is on our side, so that it says nothing about the server.
    public var isOurs: Bool {
        switch self {
        case .name(let error): error.isOurs
        case .badURL, .noDescriptors, .noRoute, .cancelled, .local: true
        case .refused, .connectTimedOut, .hostUnreachable, .tlsTimedOut, .timedOut, .tls, .broken, .tooLarge: false
        }
    }
}
