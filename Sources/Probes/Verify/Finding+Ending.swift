internal import Results

/// How a run ended that did not end well, in words.
extension Finding {
    /// - Parameters:
    ///   - others: frames that came meanwhile and are no events, as `ack` and `heartbeat`.
    ///   - end: the frame that ended the run; nil where its time did.
    static func noEvents(of count: Int, others: [String], end: RunEnd?, at: Duration) -> Finding {
        let meanwhile = others.isEmpty ? "nothing came" : "only \(list(others)) came"
        let ending = end.map { "\($0.name) ended the run \(at.words) after the request" }
        var finding = Finding(
            .noEvents,
            at: at,
            detail: "none of the \(count) events came"
                + (ending.map { "; \($0)" } ?? " within \(at.words) after the request; \(meanwhile)")
        )
        // A time-out is made of time; a run that the server ended is not.
        if end == nil { finding.budget = at }
        return finding
    }

    static func stalled(_ last: String, since: Duration, at: Duration) -> Finding {
        var finding = Finding(
            .stalled,
            at: at,
            detail: "nothing came for \((at - since).words) after \(last), and the run never finished"
        )
        finding.event = last
        return finding
    }

    static func endless(_ last: String, at: Duration, budget: Duration?) -> Finding {
        let allowed = budget.map { ", \($0.words) are allowed" } ?? ""
        var finding = Finding(
            .slaExceeded,
            at: at,
            detail: "the run was still going on \(at.words) after the request\(allowed); \(last) was its latest event"
        )
        finding.event = last
        finding.took = at
        finding.budget = budget
        return finding
    }

    static func slaExceeded(_ end: RunEnd, took: Duration, budget: Duration) -> Finding {
        var finding = Finding(
            .slaExceeded,
            at: took,
            detail: "the run took \(took.words) until \(end.name); \(budget.words) are allowed"
        )
        finding.event = end.name
        finding.took = took
        finding.budget = budget
        return finding
    }

    static func connectionLost(_ loss: RunEnding.Loss, after last: String?, at: Duration) -> Finding {
        let place = last.map { "after \($0)" } ?? "before the first event"
        var finding: Finding
        if case .closed(1009, let reason) = loss {
            finding = Finding(
                .messageTooBig,
                at: at,
                detail: "the server closed with 1009, message too big, \(place)\(quoted(reason))"
            )
        } else {
            finding = Finding(.connectionLost, at: at, detail: "\(how(loss)) \(place), \(at.words) after the request")
        }
        finding.after = last
        if case .closed(let code, _) = loss { finding.code = code }
        return finding
    }

    /// The server's end of a connection on which the run was over already.
    static func badFarewell(_ loss: RunEnding.Loss, at: Duration) -> Finding {
        var finding = Finding(.closeInvalid, at: at, detail: "\(how(loss)) after the run; 1000 or 1001 is right")
        if case .closed(let code, _) = loss { finding.code = code }
        return finding
    }

    static func protocolError(_ what: String, at: Duration) -> Finding {
        Finding(.protocolError, at: at, detail: "the server broke the WebSocket protocol: \(what)")
    }

    static func tooBig(limit: Int, at: Duration) -> Finding {
        Finding(.messageTooBig, at: at, detail: "the server sent a message larger than \(limit) bytes, the limit")
    }

    static func aborted(_ why: String, at: Duration? = nil) -> Finding {
        Finding(.monitorError, at: at, detail: "the run was given up: \(why)")
    }

    static func malformed(_ defect: FrameDefect, frame: Int, at: Duration) -> Finding {
        Finding(.malformedEvent, at: at, detail: "frame \(frame) is \(defect)")
    }

    private static func how(_ loss: RunEnding.Loss) -> String {
        switch loss {
        case .closed(let code?, let reason): "the server closed the connection with \(code)\(quoted(reason))"
        case .closed(nil, _): "the server closed the connection without a code"
        case .endOfStream: "the server ended the connection without a close frame"
        case .reset(let words): "the connection broke (\(words))"
        }
    }

    private static func quoted(_ reason: String) -> String { reason.isEmpty ? "" : " (\(reason))" }
}

extension Finding {
    /// Events of the run reached its user, and not the connection that asked.
    static func misrouted(_ event: String, at: Duration) -> Finding {
        var finding = Finding(
            .misroutedEvent,
            at: at,
            detail: "\(event) came on another connection of the same user, and not on the one that asked"
        )
        finding.event = event
        return finding
    }
}
