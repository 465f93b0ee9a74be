/// Why a name has no address.
public enum NameError: Error, Sendable, Equatable {
    /// The name does not exist (NXDOMAIN).
    case notFound(String)
    /// The name exists and has no address of the family asked for.
    case noAddress(String)
    /// The name server answered with a failure (SERVFAIL, REFUSED …), in the words of the resolver.
    case serverFailed(String, reason: String)
    /// No answer in time; `resolverAnswers` tells whether the name servers answered anything else meanwhile.
    case timedOut(String, resolverAnswers: Bool)
    /// The name servers can't be reached at all.
    case resolverUnreachable(String, reason: String)
    /// It is no host name.
    case malformed(String)
    /// More look-ups are under way than ``NameResolver/mostFlights`` allows, or the resolver was shut down.
    case overloaded
}

extension NameError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notFound(let name): "\(name) does not exist (NXDOMAIN)"
        case .noAddress(let name): "\(name) has no address"
        case .serverFailed(let name, let reason): "the name server failed on \(name): \(reason)"
        case .timedOut(let name, true): "no answer for \(name) in time, while the name server answers for others"
        case .timedOut(let name, false): "no answer for \(name) in time, nor for anything else: the resolver is silent"
        case .resolverUnreachable(let name, let reason): "no name server could be asked for \(name): \(reason)"
        case .malformed(let name): "\(name) is no host name"
        case .overloaded: "too many names are being looked up at once"
        }
    }

    /// Whether the fault is on our side: a resolver that answers nothing says nothing about the target.
    public var isOurs: Bool {
        switch self {
        case .timedOut(_, let resolverAnswers): !resolverAnswers
        case .resolverUnreachable, .overloaded: true
        case .notFound, .noAddress, .serverFailed, .malformed: false
        }
    }
}
