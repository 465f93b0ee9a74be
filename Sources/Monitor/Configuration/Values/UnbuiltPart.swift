public import Results

/// What a configuration may ask for, what this version does not do yet, and without which a run would tell no truth.
///
/// A probe that needs one of them is not scheduled and says so: a failure that the server has no part in is worse than
/// no result. When a part is built, its case goes, and the compiler shows what has to follow.
public enum UnbuiltPart: Sendable, Hashable {
    /// `kind` other than journey.
    case kind(ProbeKind)
    /// `proxy`: the target may be out of reach without it.
    case proxy
    /// `follow_redirects: true`: the redirect would be reported as a refusal.
    case redirects
    /// `steps` before the socket is opened.
    case steps
    /// `auth.carrier: ticket`.
    case ticket
    /// `auth.jwt`.
    case jwt
    /// `auth.oauth2`.
    case oauth2

    /// The kinds of probes that run.
    static let kinds: Set<ProbeKind> = [.journey]
}

extension UnbuiltPart: CustomStringConvertible {
    /// What is meant, as the subject of `is not in force yet`.
    public var description: String {
        switch self {
        case .kind(let kind): "kind \(kind.rawValue)"
        case .proxy: "proxy of its target"
        case .redirects: "follow_redirects of its target"
        case .steps: "steps of its target"
        case .ticket: "the ticket carrier of its target"
        case .jwt: "auth.jwt of its target"
        case .oauth2: "auth.oauth2 of its target"
        }
    }
}
