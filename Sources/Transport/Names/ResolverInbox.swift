import Synchronization

/// What callers leave for the resolver's thread, which is started with the first message.
final class ResolverInbox: Sendable {
    enum Message {
        case ask(Asker)
        case leave(UInt64)
    }

    private struct State {
        var messages: [Message] = []
        var lastTicket: UInt64 = 0
        var isRunning = false
        var isStopped = false
        /// Those who wait for the end of the thread.
        var leaving: [CheckedContinuation<Void, Never>] = []
    }

    let wake = WakeSignal()
    private let settings: ResolverSettings
    private let state = Mutex(State())

    init(_ settings: ResolverSettings) { self.settings = settings }

    func ticket() -> UInt64 {
        state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
    }

    func ask(_ asker: Asker) {
        let refusal = state.withLock { state -> NameError? in
            if state.isStopped { return .overloaded }
            guard run(&state) else { return .resolverUnreachable(asker.host.text, reason: "no thread to ask on") }
            post(.ask(asker), &state)
            return nil
        }
        if let refusal { asker.deliver(.failure(refusal)) }
    }

    func leave(_ ticket: UInt64) {
        state.withLock { state in
            if !state.isStopped { post(.leave(ticket), &state) }
        }
    }

    func stop() {
        state.withLock { state in
            state.isStopped = true
            wake.send()
        }
    }

    /// Stops, and returns once the thread has told everybody and tells nobody any more.
    func stopped() async {
        stop()
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.isRunning { state.leaving.append(continuation) }
                return !state.isRunning
            }
            if isOver { continuation.resume() }
        }
    }

    /// The last that the thread does.
    private func ended() {
        let leaving = state.withLock { state in
            defer { state.leaving = [] }
            state.isRunning = false
            return state.leaving
        }
        for continuation in leaving { continuation.resume() }
    }

    /// Everything left so far, in order; nil when the resolver was stopped, which is also told to what was left.
    func take() -> [Message]? {
        let (messages, isStopped) = state.withLock { state in
            defer { state.messages = [] }
            return (state.messages, state.isStopped)
        }
        guard isStopped else { return messages }
        for case .ask(let asker) in messages { asker.deliver(.failure(.overloaded)) }
        return nil
    }

    private func post(_ message: Message, _ state: inout State) {
        // A wake is on its way already when messages are waiting.
        if state.messages.isEmpty { wake.send() }
        state.messages.append(message)
    }

    private func run(_ state: inout State) -> Bool {
        guard !state.isRunning else { return true }
        guard wake.descriptor >= 0 else { return false }
        state.isRunning = DedicatedThread.start(named: "quintet-names") { [self, settings] in
            ResolverLoop(inbox: self, settings: settings).run()
            ended()
        }
        return state.isRunning
    }
}
