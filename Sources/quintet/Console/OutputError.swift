import ArgumentParser

/// Why a result did not reach the user.
enum OutputError: Error, Equatable {
    /// Its reader has gone, as `head` does when it has seen enough: nothing to complain about.
    case unread
    /// The system's reason.
    case failed(String)

    var exitCode: ExitCode {
        switch self {
        case .unread: .unread
        case .failed: .inconclusive
        }
    }
}

extension OutputError: CustomStringConvertible {
    /// What went wrong; empty where nobody is to be told.
    var description: String {
        switch self {
        case .unread: ""
        case .failed(let reason): "cannot write to standard output: \(reason)"
        }
    }
}
