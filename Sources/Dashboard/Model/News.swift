import Results

/// What the monitor told, whether it was asked or not.
enum News: Equatable, Sendable {
    case status(MonitorStatus)
    case probe(ProbeStatus)
    case result(ProbeResult)
    case alert(AlertBoard.Alert)
    case detail(ProbeDetail)
    case results(probe: String, [ProbeResult])
    case run(ProbeResult, TranscriptLines?)
    case alerts(AlertBoard)
    /// A run was begun.
    case running(probe: String)
    /// A sign of life, whatever it said.
    case heard
    /// Nothing comes any more, and why.
    case lost(String)
    /// A question has no good answer, and why.
    case refused(String)
}

/// What the monitor can be asked.
enum Question: Hashable, Sendable {
    case status
    case detail(probe: String)
    case results(probe: String)
    case run(id: String)
    case alerts
    /// A run of the probe, now.
    case runNow(probe: String)
}
