import Results

extension ProbeResult {
    /// The result without the credentials of its run, wherever a server has put them: in what it says, and in the names
    /// and ids that it makes up.
    func redacted(by redaction: Redaction) -> ProbeResult {
        var result = self
        result.failure?.detail = redaction.of(failure?.detail ?? "")
        result.failure?.tool = redaction.of(failure?.tool)
        result.findings = findings.map { $0.redacted(by: redaction) }
        result.events = events.map { record in
            var record = record
            record.agent = redaction.of(record.agent)
            record.tool = redaction.of(record.tool)
            return record
        }
        result.ids.run = redaction.of(ids.run)
        result.ids.thread = redaction.of(ids.thread)
        result.ids.connection = redaction.of(ids.connection)
        result.ids.user = redaction.of(ids.user)
        result.ids.trace = redaction.of(ids.trace)
        result.close?.reason = redaction.of(close?.reason)
        return result
    }
}

extension Finding {
    fileprivate func redacted(by redaction: Redaction) -> Finding {
        var finding = self
        finding.detail = redaction.of(detail)
        finding.tool = redaction.of(tool)
        finding.leak?.whose = redaction.of(leak?.whose ?? "")
        return finding
    }
}
