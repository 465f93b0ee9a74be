import Results
import Transport

/// One connection from the upgrade to its close as a machine: welcome, handshake, requests, linger, close.
///
/// ```
/// handshaking ─▶ (ready ─▶) running ─▶ lingering ─┬▶ running (the next request)
///       │                      │                  └▶ closing ─▶ over
///       └──────────────────────┴─ whatever ends it ──▶ closing ─▶ over
/// ```
/// It reads no clock and touches no socket; `Conversation` does that for it.
struct ConversationMachine {
    enum Action: Equatable {
        case acknowledge(threadID: String)
        case askForHandshake
        /// Sends the request; the machine is told when it was written.
        case request(Ask, threadID: String)
        case close(within: Duration)
        /// Says that it closes, and waits for nothing.
        case leave
        case finish
        /// The handshake is done, and what comes next is for others to say.
        case tellReady
        /// A message that is for another connection to judge.
        case overhear(WebSocketMessage, frame: Int, at: Instant)
    }

    /// How long the answer to our close frame is waited for at the most.
    static let closePatience = Duration.seconds(1)

    enum State {
        case handshaking
        /// Waiting to be told to go on, or only listening.
        case ready
        case running(RunProgress)
        case lingering(RunProgress, until: Instant)
        case closing(since: Instant, patience: Duration)
        case over
        /// Only while a method changes a run in place: a copy of it would copy everything it has seen.
        case changing
    }

    let script: ConversationScript
    let openedAt: Instant
    var handshake: HandshakeMachine
    var watch: ForeignWatch
    var state = State.handshaking
    var report: ConversationReport
    var lookAtHandshake: Instant?
    /// When the latest request was written; the start of the run before there is one.
    var origin: Instant
    /// How many of the script's requests were begun.
    var begun = 0

    /// A conversation on a connection that opened at `openedAt`.
    init(_ script: ConversationScript, opened openedAt: Instant) {
        self.script = script
        self.openedAt = openedAt
        handshake = HandshakeMachine(
            script.dialect,
            isDeclared: script.isDialectDeclared,
            opened: openedAt,
            deadline: script.deadline
        )
        report = ConversationReport(openedAt: openedAt)
        watch = ForeignWatch(script.context)
        origin = script.start
    }

    /// The run is given up; nothing that was found so far counts less for it.
    mutating func cancelled(at now: Instant) -> [Action] {
        switch state {
        case .handshaking, .ready: return failed(.aborted(Wording.toldToStop), at: now, politely: false)
        case .running(let run): return ended(run, by: .aborted(Wording.toldToStop), at: now)
        case .lingering(let run, _):
            take(run, .complete, at: now)
            if begun < script.asks.count {
                noteUnsaid("the run was given up: \(Wording.toldToStop)", .monitorError, code: nil, at: now)
            }
            state = .over
            return [.leave, .finish]
        case .closing:
            state = .over
            return [.leave, .finish]
        case .over, .changing: return []
        }
    }

    /// Goes on with the first request, where the handshake was waited for.
    mutating func proceed() -> [Action] {
        guard case .ready = state, !script.asks.isEmpty else { return [] }
        return begin()
    }

    /// Nobody needs the connection any more.
    mutating func dismissed(at now: Instant) -> [Action] {
        switch state {
        case .handshaking, .ready:
            report.isComplete = true
            return leave(at: now, politely: true)
        case .running, .lingering, .closing, .over, .changing:
            return []
        }
    }

    /// A message of this user came on another connection.
    mutating func heardElsewhere(_ message: WebSocketMessage, frame: Int, at now: Instant) {
        switch state {
        case .running(var run):
            state = .changing
            run.verifier.takeElsewhere(message, frame: frame, at: now)
            state = .running(run)
        case .lingering(var run, let until):
            state = .changing
            run.verifier.takeElsewhere(message, frame: frame, at: now)
            state = .lingering(run, until: until)
        case .handshaking, .ready, .closing, .over, .changing:
            break
        }
    }

    /// Everything is over: what the conversation came to.
    func finished(hasBytesAfterClose: Bool) -> ConversationReport {
        var report = report
        report.told = watch.context.told
        if hasBytesAfterClose, report.close?.by == .server {
            let at = max(.zero, origin.duration(to: report.endedAt))
            report.after.append(Finding(.closeInvalid, at: at, detail: "the server sent data after its close frame"))
        }
        return report
    }

    /// When `look` is to be called at the latest; nil when it waits for the close alone.
    var nextLook: Instant? {
        switch state {
        case .handshaking: min(lookAtHandshake ?? script.deadline, script.deadline)
        case .ready: script.deadline
        case .running(let run): min(run.stalledAt ?? script.deadline, script.deadline)
        case .lingering(_, let until): until
        case .closing, .over, .changing: nil
        }
    }

    /// The connection is open.
    mutating func opened() -> [Action] { follow(handshake.start(), at: openedAt) }

    /// The request that was asked for is being written.
    mutating func requested(at now: Instant) {
        guard case .running(var run) = state else { return }
        origin = now
        report.requests.append(now)
        run.requested(at: now)
        state = .running(run)
    }

    /// A message came; `frame` is its number in the transcript.
    mutating func received(_ message: WebSocketMessage, frame: Int, at now: Instant) -> [Action] {
        switch state {
        case .handshaking:
            return beforeRequest(message, frame: frame, at: now)
        case .ready:
            // Whoever asked knows which run is ours; here every one would look foreign.
            guard !script.asks.isEmpty else { return [.overhear(message, frame: frame, at: now)] }
            return beforeRequest(message, frame: frame, at: now)
        case .running(var run):
            if isContradiction(message, during: run, at: now) { return contradicted(at: now) }
            state = .changing
            let step = run.verifier.take(message, frame: frame, at: now)
            state = .running(run)
            return follow(step, at: now)
        case .lingering(var run, let until):
            state = .changing
            _ = run.verifier.take(message, frame: frame, at: now)
            state = .lingering(run, until: until)
            return []
        case .closing, .over, .changing:
            return []
        }
    }

    /// The instant of `nextLook` has come.
    mutating func look(at now: Instant) -> [Action] {
        switch state {
        case .handshaking:
            guard now < script.deadline else {
                return failed(handshake.timedOut(at: now), at: now, politely: false)
            }
            return follow(handshake.look(at: now), at: now)
        case .ready:
            return now >= script.deadline ? dismissed(at: now) : []
        case .running(let run):
            if let stalledAt = run.stalledAt, now >= stalledAt { return ended(run, by: .silent, at: now) }
            return now >= script.deadline ? ended(run, by: .deadline, at: now) : []
        case .lingering(let run, let until):
            return now >= until ? lingered(run, at: now) : []
        case .closing, .over, .changing:
            return []
        }
    }

    /// The connection ended; `reply` is the close frame with which the server answered ours.
    mutating func ended(_ end: SessionEnd, reply: CloseFrame?, at now: Instant) -> [Action] {
        report.close = end.record ?? report.close
        switch state {
        case .handshaking, .ready:
            return failed(handshake.ended(end, at: now), at: now, politely: false, isOpen: false)
        case .running(let run):
            return ended(run, by: RunEnding(end), at: now, isOpen: false)
        case .lingering(let run, _):
            take(run, RunEnding(end), at: now)
            report.isComplete = begun == script.asks.count
            if !report.isComplete { noteUnsaid(end.words, .connectionLost, code: end.code, at: now) }
            state = .over
            return [.finish]
        case .closing(let since, let patience):
            report.phases[.close] = since.duration(to: now)
            // Less time than is usual proves nothing.
            let isPatient = patience == Self.closePatience || !end.isCloseTimeout
            if report.isComplete, isPatient, let finding = CloseCheck.afterOurs(end, reply: reply) {
                noteFarewell(finding, at: now)
            }
            state = .over
            return [.finish]
        case .over, .changing:
            return []
        }
    }
}
