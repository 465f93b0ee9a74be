import Transport

extension RunEnding {
    /// What the end of the connection means to the run under way.
    init(_ end: SessionEnd) {
        switch end {
        case .closed(let frame, by: .server):
            self = .lost(.closed(code: frame.map { Int($0.code.rawValue) }, reason: frame?.reason ?? ""))
        case .endOfStream: self = .lost(.endOfStream)
        case .reset(let why): self = .lost(.reset(why))
        case .violated(let violation): self = .protocolError(violation.description)
        case .tooBig(let limit): self = .tooBig(limit: limit)
        case .closed(_, by: .client), .closeTimedOut, .aborted: self = .aborted(end.words)
        }
    }
}
