import Results
import Transport

extension SessionEnd {
    /// The close code that the server gave, if it gave one.
    var code: Int? {
        switch self {
        case .closed(let frame, by: .server): frame.map { Int($0.code.rawValue) }
        case .closed(_, by: .client), .endOfStream, .reset, .violated, .tooBig, .closeTimedOut, .aborted: nil
        }
    }

    /// Whether only the answer to our close frame is missing.
    var isCloseTimeout: Bool {
        guard case .closeTimedOut = self else { return false }
        return true
    }

    /// How it closed, for a result; nil where we dropped it without a word.
    var record: CloseRecord? {
        switch self {
        case .closed(let frame, let side):
            CloseRecord(
                code: frame.map { Int($0.code.rawValue) },
                by: side == .server ? .server : .client,
                reason: frame.flatMap { $0.reason.isEmpty ? nil : $0.reason }
            )
        case .endOfStream, .reset: CloseRecord(code: nil, by: .server)
        case .violated(let violation): CloseRecord(code: Int(violation.closeCode.rawValue), by: .client)
        case .tooBig: CloseRecord(code: Int(CloseCode.messageTooBig.rawValue), by: .client)
        case .closeTimedOut(let frame): CloseRecord(code: Int(frame.code.rawValue), by: .client)
        case .aborted: nil
        }
    }

    /// What happened, as the beginning of a sentence.
    var words: String {
        switch self {
        case .closed(let frame?, by: .server):
            frame.reason.isEmpty
                ? "the server closed with \(frame.code)"
                : "the server closed with \(frame.code) (\(Wording.line(frame.reason)))"
        case .closed(nil, by: .server): "the server closed without a code"
        case .closed(_, by: .client): "we closed"
        case .endOfStream: "the connection ended without a close frame"
        case .reset(let why): "the connection broke (\(Wording.line(why)))"
        case .violated(let violation): "the server sent \(violation)"
        case .tooBig(let limit): "the server sent a message of more than \(limit) bytes"
        case .closeTimedOut: "the close was not answered"
        case .aborted: "we dropped the connection"
        }
    }
}
