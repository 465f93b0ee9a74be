import Transport

/// Why the monitor has no good answer.
enum APIFailure: Error, Equatable {
    case unreachable(HTTPFailure)
    /// A status, and what the problem document says.
    case refused(Int, String?)
    /// Not the JSON that was asked for; which path was.
    case unreadable(String)
}

extension APIFailure: CustomStringConvertible {
    /// What happened, for the person who has to act.
    var description: String {
        switch self {
        case .unreachable(let failure): failure.description
        case .refused(let status, let why):
            why.map { "the monitor says \(status): \($0)" } ?? "the monitor says \(status)"
        case .unreadable(let path): "\(path) is not what a monitor answers; is it one, and of this version?"
        }
    }
}
