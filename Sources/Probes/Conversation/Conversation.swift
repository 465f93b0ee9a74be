import NIOCore
import Results
import Transport

/// The event loop's side of a conversation: carries frames to its machine, and out what the machine says.
///
/// Confined to the session's event loop. It keeps one timer, set anew only when it rings too early, so that a frame
/// costs no timer.
final class Conversation: SessionObserver {
    private let session: WebSocketSession
    private var machine: ConversationMachine
    private let form: RequestForm
    private let recorder: TranscriptRecorder
    private let outlets: Outlets
    private var log: FrameLog
    private var frames = 0
    private var timer: (at: Instant, task: Scheduled<Void>)?
    private var isFinished = false

    /// Where the conversation tells what others wait for.
    struct Outlets: Sendable {
        /// Made when the handshake is done, where the script waits then; false when it never will be.
        let ready = OneShot<Bool>()
        let report = OneShot<ConversationReport>()
        /// Told every message of a connection that only listens.
        var overhear: (@Sendable (WebSocketMessage, _ frame: Int, Instant) -> Void)?
    }

    /// A conversation over `session`, which has just opened; its report goes to `outlets`.
    init(
        _ script: ConversationScript,
        over session: WebSocketSession,
        openedAt: Instant,
        recorder: TranscriptRecorder,
        outlets: Outlets
    ) {
        self.session = session
        form = script.form
        self.recorder = recorder
        self.outlets = outlets
        log = FrameLog(limit: recorder.limit)
        machine = ConversationMachine(script, opened: openedAt)
        session.tap = { [unowned self] direction, opcode, payload, now in
            self.passed(direction, opcode, payload, at: now)
        }
    }

    func opened(_ session: WebSocketSession) { perform(machine.opened()) }

    func received(_ message: WebSocketMessage, at now: Instant) {
        // The tap saw it first: its number is that of the latest frame.
        perform(machine.received(message, frame: frames - 1, at: now))
    }

    func ended(_ end: SessionEnd, at now: Instant) {
        perform(machine.ended(end, reply: session.closeReply, at: now))
    }

    /// Goes on with the first request.
    func proceed() { perform(machine.proceed()) }

    /// Nobody needs the connection any more.
    func dismiss() { perform(machine.dismissed(at: .now)) }

    /// A message of this user came on another connection.
    func heardElsewhere(_ message: WebSocketMessage, frame: Int, at now: Instant) {
        machine.heardElsewhere(message, frame: frame, at: now)
    }

    /// The run is given up.
    func cancel() { perform(machine.cancelled(at: .now)) }

    private func passed(
        _ direction: WebSocketSession.Direction,
        _ opcode: Opcode,
        _ payload: ByteBuffer,
        at now: Instant
    ) {
        frames += 1
        guard log.isKept else { return }
        log.add(direction, opcode, payload, at: recorder.start.duration(to: now))
    }

    private func perform(_ actions: [ConversationMachine.Action]) {
        for action in actions {
            switch action {
            case .acknowledge(let threadID):
                session.send(text: ControlText.acknowledgement(threadID: threadID, at: .now))
            case .askForHandshake:
                session.send(text: ControlText.handshakeRequest(at: .now))
            case .request(let ask, let threadID):
                let text = RequestText.json(ask, form: form, threadID: threadID, at: .now)
                // Counted from before the write: an answer can't overtake it, and the write is part of the wait.
                machine.requested(at: .now)
                session.send(text: text)
            case .close(let limit):
                session.close(.normal, within: limit)
            case .leave:
                session.close(.normal)
                session.abort()
            case .finish:
                finish()
            case .tellReady:
                outlets.ready.make(true)
            case .overhear(let message, let frame, let now):
                outlets.overhear?(message, frame, now)
            }
        }
        if !isFinished { keepTime() }
    }

    private func finish() {
        guard !isFinished else { return }
        isFinished = true
        timer?.task.cancel()
        timer = nil
        var report = machine.finished(hasBytesAfterClose: session.hasBytesAfterClose)
        report.log = log
        outlets.ready.make(false)
        outlets.report.make(report)
    }

    private func keepTime() {
        guard let next = machine.nextLook else { return }
        // One that rings earlier is left alone: it looks, and is set anew.
        if let timer, timer.at <= next { return }
        timer?.task.cancel()
        let wait = max(.zero, Instant.now.duration(to: next))
        let task = session.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) { [weak self] in
            guard let self, !self.isFinished else { return }
            self.timer = nil
            self.perform(self.machine.look(at: .now))
        }
        timer = (next, task)
    }
}
