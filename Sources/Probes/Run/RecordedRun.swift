public import Results
public import Transport

/// A result with the evidence for it.
///
/// The evidence is made fit to be shown when it is asked for: of most runs nobody wants to see it.
public struct RecordedRun: Sendable {
    /// The head of a request, or of its answer.
    public struct Head: Sendable, Equatable {
        public let direction: WebSocketSession.Direction
        /// Its lines, without credentials.
        public let text: String
    }

    public let result: ProbeResult
    private let log: FrameLog
    private let keptHeads: [KeptHead]
    private let redaction: Redaction

    init(_ result: ProbeResult, log: FrameLog, heads: [KeptHead], redaction: Redaction) {
        self.result = result
        self.log = log
        keptHeads = heads
        self.redaction = redaction
    }

    /// The frames of the run; empty unless they were asked for. Made anew each time, so keep it.
    public var transcript: Transcript { Transcript(log, redaction) }

    /// The heads of the upgrade, in the order in which they went over the wire.
    public var heads: [Head] {
        let text = HeadText(redaction)
        return keptHeads.map { head in
            switch head {
            case .sent(let dial): Head(direction: .sent, text: text.of(dial))
            case .received(let answer): Head(direction: .received, text: text.of(answer))
            }
        }
    }
}

extension RecordedRun: CustomReflectable {
    /// The result alone: what else it holds has credentials in it.
    public var customMirror: Mirror { Mirror(self, children: ["result": result]) }
}
