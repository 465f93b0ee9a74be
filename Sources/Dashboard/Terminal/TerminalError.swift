/// Why a picture can't be shown.
public enum TerminalError: Error, Equatable {
    /// The input or the output is none.
    case notATerminal
    /// It knows no more than lines of text.
    case dumb
    /// It refused to be put into raw mode.
    case refused
    /// The machine has no descriptors or threads left.
    case exhausted
}

extension TerminalError: CustomStringConvertible {
    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .notATerminal: "input and output are no terminal; use --once for plain text"
        case .dumb: "the terminal (TERM=dumb) shows lines alone; use --once for plain text"
        case .refused: "the terminal could not be put into raw mode; use --once for plain text"
        case .exhausted: "this machine has no descriptors or threads left for the dashboard"
        }
    }
}
