import CShims
import Synchronization

/// What callers and the resolver leave for the client's thread, which is started with the first call.
final class CurlInbox: Sendable {
    enum Message {
        case call(PendingCall)
        case cancel(UInt64)
        case answered(UInt64, AddressFamily, NameAnswer)
    }

    private struct State {
        var messages: [Message] = []
        var lastTicket: UInt64 = 0
        /// The multi handle, while there is a thread that serves it.
        var multi: UnsafeMutableRawPointer?
        var isStopped = false
    }

    private let state = Mutex(State())

    func ticket() -> UInt64 {
        state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
    }

    /// Leaves a call; why it can't be made.
    func call(_ call: PendingCall, with resolver: NameResolver) -> HTTPFailure? {
        state.withLock { state in
            if state.isStopped { return .cancelled }
            if state.multi == nil, !start(&state, with: resolver) { return .local("no thread to call on") }
            post(.call(call), &state)
            return nil
        }
    }

    func leave(_ message: Message) {
        state.withLock { state in
            if !state.isStopped { post(message, &state) }
        }
    }

    func stop() {
        state.withLock { state in
            state.isStopped = true
            if let multi = state.multi { curl_multi_wakeup(multi) }
        }
    }

    /// Everything left so far, in order; whether the client was stopped.
    func take() -> (messages: [Message], isStopped: Bool) {
        state.withLock { state in
            defer { state.messages = [] }
            return (state.messages, state.isStopped)
        }
    }

    /// The thread is about to give the multi handle back.
    func forget() { state.withLock { $0.multi = nil } }

    private func post(_ message: Message, _ state: inout State) {
        // A wake is on its way already when messages are waiting.
        if state.messages.isEmpty, let multi = state.multi { curl_multi_wakeup(multi) }
        state.messages.append(message)
    }

    private func start(_ state: inout State, with resolver: NameResolver) -> Bool {
        guard Self.isLibraryReady, let multi = curl_multi_init() else { return false }
        state.multi = multi
        let address = UInt(bitPattern: multi)
        let isStarted = DedicatedThread.start(named: "quintet-http") { [self] in
            guard let multi = UnsafeMutableRawPointer(bitPattern: address) else { return }
            CurlLoop(multi, inbox: self, resolver: resolver).run()
        }
        if !isStarted {
            curl_multi_cleanup(multi)
            state.multi = nil
        }
        return isStarted
    }

    /// Once a process; before any other call of the library.
    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
