import Results

/// `/api/v1/probes/NAME`: what the status says of it, and how it did.
struct ProbeDetailDocument: Sendable, Equatable, Encodable {
    let probe: ProbeDocument
    let contract: String
    let timeout: Seconds
    let figures: ProbeFigures

    private enum Key: String, CodingKey { case contract, timeout }

    func encode(to encoder: any Encoder) throws {
        try probe.encode(to: encoder)
        try figures.encode(to: encoder)
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(contract, forKey: .contract)
        try values.encode(timeout, forKey: .timeout)
    }
}
