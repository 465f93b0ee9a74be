import CShims
import NIOCore

/// What the client's thread does until it is stopped: take calls, ask for addresses, let libcurl work, hand out
/// answers. Calls wait for each other nowhere.
final class CurlLoop {
    /// Handles kept for the next calls: making one costs more than resetting it.
    private static let mostIdle = 32
    /// The resolver has the deadline of the call and knows more about a silence than its end; so long it may be late.
    private static let grace = Duration.milliseconds(500)

    private let multi: UnsafeMutableRawPointer
    private let inbox: CurlInbox
    private let resolver: NameResolver
    private var calls: [UInt64: CallInProgress] = [:]
    private var tickets: [UnsafeMutableRawPointer: UInt64] = [:]
    private var idle: [CurlHandle] = []
    /// When calls that wait for addresses are to be looked at again.
    private var looks: [UInt64: Instant] = [:]

    init(_ multi: UnsafeMutableRawPointer, inbox: CurlInbox, resolver: NameResolver) {
        self.multi = multi
        self.inbox = inbox
        self.resolver = resolver
        _ = quintet_curl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
    }

    func run() {
        while true {
            let (messages, isStopped) = inbox.take()
            for message in messages { take(message) }
            if isStopped { break }
            look()
            var running: CInt = 0
            curl_multi_perform(multi, &running)
            collect()
            // Woken by libcurl's own timers and sockets, by a message, or by the next look.
            let now = Instant.now
            let wait = looks.values.min().map { CInt(clamping: now.duration(to: $0).milliseconds) } ?? 60_000
            curl_multi_poll(multi, nil, 0, wait, nil)
        }
        for call in calls.values { end(call, .failure(.cancelled)) }
        inbox.forget()
        curl_multi_cleanup(multi)
    }

    private func take(_ message: CurlInbox.Message) {
        switch message {
        case .call(let pending):
            let call = CallInProgress(pending)
            calls[pending.ticket] = call
            lookUp(call)
            advance(call)
        case .cancel(let ticket):
            if let call = calls[ticket] { end(call, .failure(.cancelled)) }
        case .answered(let ticket, let family, let answer):
            guard let call = calls[ticket] else { return }
            call.lookups[family] = nil
            call.gathering.answered(family, answer, at: .now)
            if call.transfer == nil { advance(call) }
        }
    }

    private func lookUp(_ call: CallInProgress) {
        guard case .named(let name, let port) = call.pending.destination else { return }
        let id = call.pending.ticket
        for family in call.pending.call.addresses.families {
            let ticket = resolver.ticket()
            call.lookups[family] = ticket
            resolver.ask(ticket, name, family, before: call.pending.deadline) { [inbox] answer in
                inbox.leave(.answered(id, family, answer.map { $0.map { $0.at(port: port) } }))
            }
        }
    }

    private func look() {
        let now = Instant.now
        for (ticket, due) in looks where due <= now {
            looks[ticket] = nil
            guard let call = calls[ticket] else { continue }
            if now >= call.pending.deadline {
                let silence = NameError.timedOut(call.pending.url.host, resolverAnswers: false)
                end(call, .failure(call.failure ?? .name(silence)))
            } else {
                advance(call)
            }
        }
    }

    /// Does what the addresses known so far allow.
    private func advance(_ call: CallInProgress) {
        let now = Instant.now
        looks[call.pending.ticket] = nil
        switch call.gathering.next(at: now) {
        case .wait(let until):
            let last = call.pending.deadline.advanced(by: Self.grace)
            looks[call.pending.ticket] = min(until ?? last, last)
        case .connect(let addresses):
            begin(call, addresses, at: now)
        case .exhausted(let error):
            end(call, .failure(call.failure ?? .name(error ?? .noAddress(call.pending.url.host))))
        }
    }

    private func begin(_ call: CallInProgress, _ addresses: [SocketAddress], at now: Instant) {
        guard let handle = idle.popLast() ?? CurlHandle() else { return end(call, .failure(.local("no memory"))) }
        call.resolvedAt = call.resolvedAt ?? now
        let transfer = CurlTransfer(
            call.pending.call,
            to: call.pending.url,
            at: addresses,
            within: now.duration(to: call.pending.deadline),
            on: handle
        )
        call.transfer = transfer
        tickets[handle.easy] = call.pending.ticket
        let code = curl_multi_add_handle(multi, handle.easy)
        if code != CURLM_OK { end(call, .failure(.local(String(cString: curl_multi_strerror(code))))) }
    }

    private func collect() {
        var left: CInt = 0
        while let message = curl_multi_info_read(multi, &left) {
            var easy: UnsafeMutableRawPointer?
            var code = CURLE_OK
            guard quintet_curl_done(message, &easy, &code) != 0, let easy, let ticket = tickets[easy],
                let call = calls[ticket], let transfer = call.transfer
            else { continue }
            ended(call, transfer, code)
        }
    }

    private func ended(_ call: CallInProgress, _ transfer: CurlTransfer, _ code: CURLcode) {
        let now = Instant.now
        guard code != CURLE_OK else { return end(call, .success(CurlOutcome.answer(of: transfer, to: call, at: now))) }
        let failure = CurlOutcome.failure(code, of: transfer, to: call, at: now)
        guard CurlOutcome.isUnconnected(code, transfer), now < call.pending.deadline else {
            return end(call, .failure(failure))
        }
        // The other family's addresses may come late and be better.
        call.failure = failure
        call.gathering.failed(at: now)
        release(call)
        advance(call)
    }

    private func end(_ call: CallInProgress, _ result: Result<HTTPAnswer, HTTPFailure>) {
        release(call)
        for ticket in call.lookups.values { resolver.leave(ticket) }
        looks[call.pending.ticket] = nil
        calls[call.pending.ticket] = nil
        call.pending.deliver(result)
    }

    /// Takes the transfer out of libcurl's hands and keeps its handle.
    private func release(_ call: CallInProgress) {
        guard let transfer = call.transfer else { return }
        call.transfer = nil
        tickets[transfer.handle.easy] = nil
        curl_multi_remove_handle(multi, transfer.handle.easy)
        // Nothing of the call may stay behind, its credentials least of all.
        transfer.handle.reset()
        if idle.count < Self.mostIdle { idle.append(transfer.handle) }
    }
}
