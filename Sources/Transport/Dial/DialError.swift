/// Why a WebSocket could not be opened.
public enum DialError: Error, Sendable, Equatable {
    /// The name leads nowhere; a look-up that took too long is ``NameError/timedOut(_:resolverAnswers:)``.
    case name(NameError)
    /// Every address refused; which ones.
    case refused([String])
    /// No address answered in time; those of them that refused instead.
    case connectTimedOut(after: Duration, refused: [String])
    /// The network has no way to the host, in words with the address.
    case hostUnreachable(String)
    /// A local socket's server does not accept the connections that wait for it already; which socket.
    case queueFull(String)
    /// This machine has no way there; its own fault.
    case noRoute(String)
    /// This machine has no descriptors left, or no memory or ports for one more connection.
    case noDescriptors
    /// The TLS handshake failed, or the certificate proves nothing; which of them.
    case tls(TLSFailure)
    /// The server answered the upgrade with another status than 101.
    case upgradeRefused(UpgradeRefusal)
    /// What came is no answer to an upgrade.
    case upgradeInvalid(String)
    /// A subprotocol that was not offered, or none where one is required.
    case subprotocolMismatch(String)
    /// No complete answer to the upgrade in time; counted from when it was sent.
    case upgradeTimedOut(after: Duration)
    /// The task that dialed was cancelled.
    case cancelled
    /// Anything else that went wrong on our side.
    case local(String)
}

extension DialError: CustomStringConvertible {
    /// What happened, for the person who has to act.
    public var description: String {
        switch self {
        case .name(let error): error.description
        case .refused(let addresses): "connection refused by \(addresses.joined(separator: ", "))"
        case .connectTimedOut(let time, let refused):
            "no connection within \(time.brief)"
                + (refused.isEmpty ? "" : "; \(refused.joined(separator: ", ")) refused")
        case .hostUnreachable(let what): "host unreachable: \(what)"
        case .queueFull(let what): "the server does not accept: the queue of \(what) is full"
        case .noRoute(let what): "no route from this machine: \(what)"
        case .noDescriptors: "this machine has no descriptors, ports or memory left for one more connection"
        case .tls(let failure): failure.description
        case .upgradeRefused(let refusal): "the server answered the upgrade with status \(refusal.status)"
        case .upgradeInvalid(let what): what
        case .subprotocolMismatch(let what): what
        case .upgradeTimedOut(let time): "no complete answer to the upgrade within \(time.brief)"
        case .cancelled: "cancelled"
        case .local(let what): what
        }
    }

    /// Whether the fault is on our side, so that it says nothing about the target.
    public var isOurs: Bool {
        switch self {
        case .name(let error): error.isOurs
        case .tls(let failure): failure.isOurs
        case .noRoute, .noDescriptors, .cancelled, .local: true
        case .refused, .connectTimedOut, .hostUnreachable, .queueFull, .upgradeRefused, .upgradeInvalid,
            .subprotocolMismatch,
            .upgradeTimedOut:
            false
        }
    }
}
