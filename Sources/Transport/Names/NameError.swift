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
    /// More look-ups are under way than a resolver takes on (4,096), or it was shut down.
    case overloaded
    /// Whoever asked was cancelled.
    case cancelled(String)
}

extension NameError: CustomStringConvertible {
    /// What an operator needs to know: which name, and who failed on it.
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
        case .cancelled(let name): "the look-up of \(name) was cancelled"
        }
    }

    /// Whether the fault is on our side: a resolver that answers nothing says nothing about the target.
    public var isOurs: Bool {
        switch self {
        case .timedOut(_, let resolverAnswers): !resolverAnswers
        case .resolverUnreachable, .overloaded, .cancelled: true
        case .notFound, .noAddress, .serverFailed, .malformed: false
        }
    }
}

extension NameError {
    /// Of the errors of a name's families the one that tells most: what a server knows, before what it failed on,
    /// before silence.
    static func foremost(of errors: [NameError]) -> NameError {
        errors.min { $0.rank < $1.rank } ?? .overloaded
    }

    private var rank: Int {
        switch self {
        case .notFound: 0
        case .malformed: 1
        case .serverFailed: 2
        case .timedOut(_, true): 3
        case .timedOut(_, false): 4
        case .resolverUnreachable: 5
        case .overloaded: 6
        case .cancelled: 7
        // The other family's error is why there is no address at all.
        case .noAddress: 8
        }
    }
}
