internal import NIOCore
public import Results
public import Transport

/// Folds the frames of one run into what they say: findings, events, ids.
///
/// It is the same for a live run, a replay and a fixture: the same context, frames and instants give the same report.
/// It keeps no time and does nothing by itself; ``look(at:)`` says when silence would end the run.
///
/// ```swift
/// var verifier = SequenceVerifier(contract: .agentRun, budgets: sla, context: watch.context)
/// verifier.request(at: .now)
/// let step = verifier.take(message, frame: 7, at: arrival)
/// let report = verifier.finish(.complete, at: .now)
/// ```
///
/// Memory is bounded: 1,000 events, 4,096 ids, 1,024 open pairs, 50 findings of a class. It deliberately does not
/// look at what an agent says, beyond the answer's nonce and the contract's assertions.
public struct SequenceVerifier: Sendable {
    /// How many events are recorded; the terminal one always is.
    static let recordedEvents = 1_000
    /// How many names of frames that are no events are remembered for the words of a finding.
    static let rememberedNames = 5

    let contract: Contract
    let budgets: Budgets
    let context: RunContext
    let expectedEnvelope: EnvelopeShape?

    var identity: IdentityWatch
    var first: FirstOccurrences
    var pairs: OpenPairs
    var seen = SeenEvents()
    var burst = BurstWatch()
    var log = FindingLog()

    /// When the request was written.
    var requestedAt: Instant?
    var records: [EventRecord] = []
    var omittedEvents = 0
    /// Events of the contract of which at least one came before the end, in whatever order and however often.
    var present: [Bool]
    /// Events of this run that came on another connection of its user.
    var elsewhere: [Bool]
    var lastEvent: (name: String, at: Duration)?
    /// The longest time between two events.
    var largestGap = Duration.zero
    /// Who the run's terminal event has to come from; set by the first event, then by the contract's first one.
    var outermost: Outermost = .unknown
    var end: (how: RunEnd, at: Duration)?
    /// Failures that did not end the run: what they weigh is known at its end.
    var survived: [Finding] = []
    var hasFallenBack = false
    var shapes: [EnvelopeShape] = []
    var incomplete: Set<String> = []
    var otherNames: [String] = []
    var ids = RunIDs()
    /// What it takes to judge the run again.
    var retrial = Retrial()

    /// The agent to whom the run belongs.
    enum Outermost {
        case unknown
        /// Nobody started yet; this one sent the first event.
        case first(String?)
        case started(String?)
    }

    /// A verifier for one request.
    ///
    /// - Parameter envelope: the shape that the target is declared to use, or was seen to use by the previous passing
    ///   run; nil where there is nothing to compare with.
    public init(contract: Contract, budgets: Budgets, context: RunContext, envelope: EnvelopeShape? = nil) {
        self.contract = contract
        self.budgets = budgets
        self.context = context
        expectedEnvelope = envelope
        identity = IdentityWatch(context)
        first = FirstOccurrences(contract.plans)
        pairs = OpenPairs(contract.plans)
        present = Array(repeating: false, count: contract.events.count)
        elsewhere = present
    }

    /// The request was written; everything is counted from here.
    public mutating func request(at now: Instant) {
        requestedAt = now
        identity.asked()
        if !identity.isSettled { retrial.start = [self] }
    }

    /// Takes a message of the connection on which the request went out.
    ///
    /// - Parameters:
    ///   - frame: its number in the transcript, for the evidence of a leak.
    ///   - now: when it arrived.
    public mutating func take(_ message: WebSocketMessage, frame: Int, at now: Instant) -> Step {
        hear(Retrial.Message(message: message, frame: frame, at: sinceRequest(now), isElsewhere: false))
    }

    /// Takes a message of another connection of the same user: an event of this run there is misrouted when it comes
    /// nowhere else.
    public mutating func takeElsewhere(_ message: WebSocketMessage, frame: Int, at now: Instant) {
        _ = hear(Retrial.Message(message: message, frame: frame, at: sinceRequest(now), isElsewhere: true))
    }

    /// Whether an event of the contract came.
    public var hasEvents: Bool { lastEvent != nil }

    /// Whether silence ends the run by now, and otherwise when it would.
    public func look(at now: Instant) -> Look {
        // What ended an unknown run in our thread may have ended ours: nothing more comes then.
        guard end == nil, let limit = budgets.stall, let requestedAt,
            let heard = [lastEvent?.at, identity.heldAt].compactMap(\.self).max()
        else { return .waiting }
        let due = requestedAt.advanced(by: heard + limit)
        return now < due ? .quiet(until: due) : .silent(for: sinceRequest(now) - heard)
    }

    func sinceRequest(_ now: Instant) -> Duration {
        // A message that was on its way when the request was written may carry an earlier stamp.
        max(.zero, requestedAt.map { $0.duration(to: now) } ?? .zero)
    }

    /// The events in a message that belong to this run; tells what else is in it.
    mutating func ours(in message: WebSocketMessage, frame: Int, at: Duration) -> [EventFrame] {
        let reading = read(message)
        let nonceOwner = context.nonces.owner(in: message.payload, except: context.label)
        if let defect = reading.defect { log.add(.malformed(defect, frame: frame, at: at)) }
        if reading.events.isEmpty, let nonceOwner {
            let clue = IdentityWatch.Clue(field: "nonce", whose: nonceOwner)
            log.add(.leak(IdentityWatch.Leak(clue: clue, frame: frame, event: "", at: at)))
        }
        return reading.events.filter { event in
            let position = IdentityWatch.Position(frame: frame, at: at)
            let (owner, leaks) = identity.judge(event, nonceOwner: nonceOwner, endsRun: mayEnd(event), position)
            leaks.forEach { log.add(.leak($0)) }
            // What comes before the request is nobody's answer.
            return owner == .ours && requestedAt != nil
        }
    }

    /// Whether a frame would end the run that it belongs to.
    private func mayEnd(_ frame: EventFrame) -> Bool {
        switch frame.role {
        case .failure, .end: true
        // With the contract's first event a run begins, whatever else it does.
        case .event(let number): number > 0 && contract.events[number].isTerminal
        case .fallback, .informational: false
        }
    }

    private func read(_ message: WebSocketMessage) -> FrameReading {
        switch message.kind {
        case .text: return FrameReading.read(message.payload, contract)
        case .binary:
            var reading = FrameReading()
            reading.defect = .binary
            return reading
        }
    }
}
