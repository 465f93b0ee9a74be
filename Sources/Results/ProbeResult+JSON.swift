import FoundationEssentials

/// `quintet.result/1`. `failure`, `close` and `tls` are null where there is none; the other facts are left out.
extension ProbeResult: Codable {
    private enum Key: String, CodingKey {
        case schema, id, probe, target, contract, kind, user, cycle, attempt, duration, verdict, failure, findings
        case phases, events, ids, close, peer, http, sla, tls
        case startedAt = "started_at"
    }

    private struct HTTPAnswer: Codable {
        let status: Int
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let schema = try values.decode(String.self, forKey: .schema)
        guard schema == Self.schema else {
            throw DecodingError.dataCorruptedError(
                forKey: .schema,
                in: values,
                debugDescription: "want \(Self.schema), not \(schema)"
            )
        }
        self.init(
            id: try values.decode(ULID.self, forKey: .id),
            probe: try values.decode(String.self, forKey: .probe),
            target: try values.decode(String.self, forKey: .target),
            contract: try values.decode(String.self, forKey: .contract),
            kind: try values.decode(ProbeKind.self, forKey: .kind),
            user: try values.decodeIfPresent(String.self, forKey: .user),
            cycle: try values.decode(ULID.self, forKey: .cycle),
            attempt: try values.decode(Int.self, forKey: .attempt),
            startedAt: try values.decode(WallTime.self, forKey: .startedAt),
            sla: try values.decode(Budgets.self, forKey: .sla)
        )
        duration = try values.decode(Seconds.self, forKey: .duration).duration
        verdict = try values.decode(Verdict.self, forKey: .verdict)
        failure = try values.decodeIfPresent(Failure.self, forKey: .failure)
        findings = try values.decode([Finding].self, forKey: .findings)
        phases = try values.decode(PhaseTimes.self, forKey: .phases)
        events = try values.decode([EventRecord].self, forKey: .events)
        ids = try values.decode(RunIDs.self, forKey: .ids)
        close = try values.decodeIfPresent(CloseRecord.self, forKey: .close)
        peer = try values.decodeIfPresent(String.self, forKey: .peer)
        httpStatus = try values.decodeIfPresent(HTTPAnswer.self, forKey: .http)?.status
        tls = try values.decodeIfPresent(TLSRecord.self, forKey: .tls)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(Self.schema, forKey: .schema)
        try values.encode(id, forKey: .id)
        try values.encode(probe, forKey: .probe)
        try values.encode(target, forKey: .target)
        try values.encode(contract, forKey: .contract)
        try values.encode(kind, forKey: .kind)
        try values.encodeIfPresent(user, forKey: .user)
        try values.encode(cycle, forKey: .cycle)
        try values.encode(attempt, forKey: .attempt)
        try values.encode(startedAt, forKey: .startedAt)
        try values.encode(Seconds(duration), forKey: .duration)
        try values.encode(verdict, forKey: .verdict)
        try values.encode(failure, forKey: .failure)
        try values.encode(findings, forKey: .findings)
        try values.encode(phases, forKey: .phases)
        try values.encode(events, forKey: .events)
        try values.encode(ids, forKey: .ids)
        try values.encode(close, forKey: .close)
        try values.encodeIfPresent(peer, forKey: .peer)
        try values.encodeIfPresent(httpStatus.map(HTTPAnswer.init), forKey: .http)
        try values.encode(sla, forKey: .sla)
        try values.encode(tls, forKey: .tls)
    }

    /// The result as one line of JSON, keys sorted.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
