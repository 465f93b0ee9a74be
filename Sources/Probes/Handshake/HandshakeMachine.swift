import Results
import Transport

/// The conversation between the upgrade and the first request, as a machine.
///
/// It accepts every dialect of the protocol and keeps to what the target is declared to speak. It sends nothing and
/// reads no clock: frames and instants go in, what to do comes out.
struct HandshakeMachine {
    enum Step: Equatable {
        /// Nothing to do until then; nil: until the next frame.
        case wait(until: Instant?)
        case acknowledge(threadID: String)
        case ask
        /// The request may be sent.
        case ready
        /// The server is not what it was remembered to be: begin again and find out.
        case contradicted
        case failed(Finding)
    }

    /// How long `handshake_response` is waited for before it is asked for, and how long then (event-protocol §4).
    ///
    /// A run that has little time waits less, so that a server without a thread handshake is still asked its question.
    let patience: Duration
    let patienceAfterAsking: Duration

    private enum State: Equatable {
        case welcome
        case response(until: Instant, asked: Bool)
        case complete
        case ready
    }

    private let dialect: HandshakeDialect
    /// Whether the dialect is the user's word; otherwise it was learned, and a server may contradict it.
    private let isDeclared: Bool
    private let opened: Instant
    private var state: State
    private(set) var facts = HandshakeFacts()
    /// When the welcome came; nil before, and where none is waited for.
    private(set) var welcomedAt: Instant?
    /// When the handshake was done; nil before, and where there is none.
    private(set) var completedAt: Instant?

    /// A handshake on a connection that opened at `opened`, as `dialect` has it.
    ///
    /// - Parameter deadline: the end of the run, which has to hold the run itself too.
    init(_ dialect: HandshakeDialect, isDeclared: Bool, opened: Instant, deadline: Instant) {
        let time = max(.zero, opened.duration(to: deadline))
        patience = min(.seconds(2), time / 5)
        patienceAfterAsking = min(.seconds(3), time * 3 / 10)
        self.dialect = dialect
        self.isDeclared = isDeclared
        self.opened = opened
        state = dialect == .none ? .ready : .welcome
        if dialect == .none { facts.dialect = HandshakeDialect.none }
    }

    /// Which phase it is in.
    var phase: Phase? {
        switch state {
        case .welcome: .welcome
        case .response, .complete: .handshake
        case .ready: nil
        }
    }

    /// What to do first.
    func start() -> Step { state == .ready ? .ready : .wait(until: nil) }

    /// A frame came at `now`.
    mutating func received(_ frame: ControlFrame, at now: Instant) -> Step {
        switch (state, frame) {
        case (.ready, .handshakeResponse):
            // Remembered as a server without a thread handshake, and it has one: what was sent may be lost.
            return dialect == .welcome && !isDeclared ? .contradicted : .wait(until: nil)
        case (.ready, _):
            return .wait(until: nil)
        case (_, .authenticationError(let words)):
            return .failed(refused("an authentication error frame: \(words)"))
        case (.welcome, .welcome(let userID, let connectionID)):
            (facts.userID, facts.connectionID) = (userID, connectionID)
            return welcomed(at: now)
        case (.welcome, .handshakeResponse(let threadID, let runID)),
            (.response, .handshakeResponse(let threadID, let runID)):
            return responded(threadID, runID, at: now)
        case (.complete, .handshakeComplete(let threadID)):
            facts.threadID = threadID ?? facts.threadID
            facts.dialect = .thread
            return ready(at: now)
        case (_, .error(let words)):
            facts.complaint = words
            return again
        case (_, .welcome), (_, .handshakeResponse), (_, .handshakeComplete), (_, .other):
            return again
        }
    }

    /// The instant that a step named has come.
    mutating func look(at now: Instant) -> Step {
        guard case .response(let until, let asked) = state, now >= until else { return again }
        if !asked {
            state = .response(until: now.advanced(by: patienceAfterAsking), asked: true)
            return .ask
        }
        guard !isDeclared else { return .wait(until: nil) }
        facts.dialect = .welcome
        return ready(at: now)
    }

    /// Time is up.
    func timedOut(at now: Instant) -> Finding {
        let took = opened.duration(to: now).words
        let complaint = facts.complaint.map { "; before that the server said: \($0)" } ?? ""
        switch state {
        case .welcome:
            return Finding(.welcomeTimeout, detail: "no welcome within \(took) after the upgrade\(complaint)")
        case .response:
            return Finding(.handshakeTimeout, detail: "no handshake_response within \(took)\(complaint)")
        case .complete, .ready:
            return Finding(.handshakeTimeout, detail: "no handshake_complete within \(took)\(complaint)")
        }
    }

    /// The connection ended before the request.
    func ended(_ end: SessionEnd, at now: Instant) -> Finding {
        let said = facts.complaint.map { "; the server said: \($0)" } ?? ""
        var finding: Finding
        switch end {
        case .violated(let violation):
            return Finding(.protocolError, detail: "the server sent \(violation)")
        case .tooBig(let limit):
            return Finding(.messageTooBig, detail: "a message of more than \(limit) bytes before the request")
        case .closed(let frame?, by: .server) where frame.code == .messageTooBig:
            finding = Finding(.messageTooBig, detail: "\(end.words) before the request could be sent\(said)")
        case .closed(let frame?, by: .server) where frame.code == .policyViolation && state == .welcome:
            finding = refused("\(end.words) before the welcome\(said)")
        case .closed, .endOfStream, .reset, .closeTimedOut, .aborted:
            if state == .welcome {
                let after = opened.duration(to: now)
                let isStartup = end.code == Int(CloseCode.internalError.rawValue) && after < .seconds(1)
                let place = "\(after.words) after the upgrade, before any welcome"
                finding = Finding(.closedAtOpen, detail: "\(isStartup ? "startup: " : "")\(end.words) \(place)\(said)")
            } else {
                finding = Finding(.connectionLost, detail: "\(end.words) before the request could be sent\(said)")
            }
        }
        finding.code = end.code
        return finding
    }

    private func refused(_ words: String) -> Finding {
        Finding(.authFailed, detail: "the credential was refused after the upgrade: \(words)")
    }

    private var again: Step {
        switch state {
        case .response(let until, let asked): .wait(until: asked && isDeclared ? nil : until)
        case .welcome, .complete, .ready: .wait(until: nil)
        }
    }

    private mutating func welcomed(at now: Instant) -> Step {
        welcomedAt = now
        guard dialect != .welcome else {
            facts.dialect = .welcome
            state = .ready
            return .ready
        }
        state = .response(until: now.advanced(by: patience), asked: false)
        return again
    }

    private mutating func responded(_ threadID: String?, _ runID: String?, at now: Instant) -> Step {
        guard dialect != .welcome else { return isDeclared ? again : .contradicted }
        // Some servers begin with it, and mean it as their welcome.
        if state == .welcome { welcomedAt = now }
        (facts.threadID, facts.runID) = (threadID, runID)
        state = .complete
        return .acknowledge(threadID: threadID ?? "")
    }

    private mutating func ready(at now: Instant) -> Step {
        completedAt = now
        state = .ready
        return .ready
    }
}
