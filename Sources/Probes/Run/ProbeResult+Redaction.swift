import Results

/// What a server said of itself in a result: no credential may be in it, and it may say anything.
extension ProbeResult {
    /// The result without the credentials of its run.
    func redacted(by redaction: Redaction) -> ProbeResult {
        var result = self
        result.failure = failure?.redacted(by: redaction)
        result.findings = findings.map { $0.redacted(by: redaction) }
        result.events = events.map { event in
            var event = event
            event.agent = event.agent.map(redaction.ofName)
            event.tool = event.tool.map(redaction.ofName)
            return event
        }
        result.ids.run = ids.run.map(redaction.ofName)
        result.ids.thread = ids.thread.map(redaction.ofName)
        result.ids.connection = ids.connection.map(redaction.ofName)
        result.ids.user = ids.user.map(redaction.ofName)
        result.ids.trace = ids.trace.map(redaction.ofName)
        if let reason = close?.reason { result.close?.reason = redaction.of(reason) }
        return result
    }
}

extension Finding {
    fileprivate func redacted(by redaction: Redaction) -> Finding {
        var finding = self
        finding.detail = redaction.of(detail)
        finding.tool = tool.map(redaction.ofName)
        if let whose = leak?.whose { finding.leak?.whose = redaction.of(whose) }
        return finding
    }
}

extension Failure {
    fileprivate func redacted(by redaction: Redaction) -> Failure {
        var failure = self
        failure.detail = redaction.of(detail)
        failure.tool = tool.map(redaction.ofName)
        return failure
    }
}
