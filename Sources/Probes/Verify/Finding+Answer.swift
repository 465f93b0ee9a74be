internal import Results

/// What is wrong with an answer, and with the server's own word for it.
extension Finding {
    static func emptyAnswer(_ event: String, _ flaw: AnswerFlaw, at: Duration) -> Finding {
        let what =
            switch flaw {
            case .missing: "carries no answer"
            case .placeholder(let text): "carries the placeholder \"\(text)\" instead of an answer"
            case .withoutNonce(let nonce): "answers something else: the question's \(nonce) is not in it"
            }
        var finding = Finding(.emptyAnswer, at: at, detail: "\(event) \(what)")
        finding.event = event
        return finding
    }

    static func cannedAnswer(_ event: String, at: Duration) -> Finding {
        var finding = Finding(.fallbackAnswer, at: at, detail: "\(event) carries one of the canned fallback answers")
        finding.event = event
        return finding
    }

    static func fallback(_ event: String, reason: String?, at: Duration) -> Finding {
        var finding = Finding(
            .fallbackAnswer,
            at: at,
            detail: "the server says that it fell back: \(event)\(reason.map { ", \($0)" } ?? "")"
        )
        finding.event = event
        return finding
    }

    static func runFailed(_ event: String, reason: String?, tool: String?, at: Duration) -> Finding {
        let who = tool.map { " of \($0)" } ?? ""
        var finding = Finding(
            .runFailed,
            at: at,
            detail: "the server says that the run failed: \(event)\(who)\(reason.map { ", \($0)" } ?? "")"
        )
        finding.event = event
        finding.tool = tool
        return finding
    }
}
