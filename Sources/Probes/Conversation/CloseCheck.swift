import Results
import Transport

/// What the end of a connection that we closed proves about the way in which the server closes.
enum CloseCheck {
    /// We closed, and this came of it.
    static func afterOurs(_ end: SessionEnd, reply: CloseFrame?) -> Finding? {
        switch end {
        case .closed(_, by: .client):
            // An empty reply is legal, and so is 1001 of a server that goes away at that moment.
            guard let reply, reply.code != .normal, reply.code != .goingAway else { return nil }
            var finding = Finding(.closeInvalid, detail: "our close frame with 1000 was answered with \(reply.code)")
            finding.code = Int(reply.code.rawValue)
            return finding
        case .closeTimedOut:
            var finding = Finding(.closeInvalid, detail: "our close frame was not answered in time")
            finding.budget = ConversationMachine.closePatience
            return finding
        case .endOfStream, .reset:
            return Finding(.closeInvalid, detail: "our close frame was not answered: \(end.words)")
        case .violated(let violation):
            return Finding(.protocolError, detail: "the server sent \(violation)")
        case .tooBig(let limit):
            return Finding(.messageTooBig, detail: "a message of more than \(limit) bytes while closing")
        case .closed(_, by: .server), .aborted:
            return nil
        }
    }
}
