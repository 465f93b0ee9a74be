import HTTPTypes
public import NIOCore

/// Opens WebSockets: names, happy eyeballs, TLS and the upgrade, with a deadline on all of it.
///
/// ```swift
/// let dialer = WebSocketDialer(group: MultiThreadedEventLoopGroup.singleton, resolver: NameResolver())
/// let dialed = try await dialer.dial(Dial(url: url), before: .now + .seconds(5)) { Reader(of: $0) }
/// ```
public final class WebSocketDialer: Sendable {
    private let group: any EventLoopGroup
    private let resolver: NameResolver
    private let contexts = ClientTLSCache()

    /// Sessions live on the loops of `group`, which must outlive them.
    public init(group: any EventLoopGroup, resolver: NameResolver) {
        self.group = group
        self.resolver = resolver
    }

    /// Opens one WebSocket.
    ///
    /// `observe` makes the observer of the session, on the session's event loop and before any frame is delivered;
    /// then `opened` is called on it, and only then does this function return. The dial ends by `deadline` whatever the
    /// other side does, and at once when the task is cancelled; when it fails, nothing stays open.
    public func dial<Observer: SessionObserver>(
        _ dial: Dial,
        before deadline: Instant,
        observe: @Sendable @escaping (WebSocketSession) -> Observer
    ) async throws(DialFailure) -> Dialed<Observer> {
        let tls: ClientTLS?
        do throws(DialError) {
            try check(dial)
            tls = try context(for: dial)
        } catch {
            throw DialFailure(error: error, facts: DialFacts())
        }
        let loop = group.next()
        let slot = NIOLoopBoundBox.makeBoxSendingValue(DialSlot<Observer>(), eventLoop: loop)
        let result = await withTaskCancellationHandler {
            var turn = await next(slot, on: loop) { [resolver] slot in
                let attempt = DialAttempt(dial, tls: tls, on: loop, before: deadline, observe: observe)
                slot.fill(with: attempt)
                attempt.start(with: resolver)
            }
            while true {
                switch turn {
                case .ended(let result): return result
                case .judge(let chain, let server, let tls):
                    let judgement = judge(chain, server, tls)
                    turn = await next(slot, on: loop) { $0.attempt?.judged(judgement) }
                }
            }
        } onCancel: {
            loop.execute { slot.value.cancel() }
        }
        return try result.get()
    }

    /// Runs `body` on the loop and waits for the attempt's next turn.
    private func next<Observer: SessionObserver>(
        _ slot: NIOLoopBoundBox<DialSlot<Observer>>,
        on loop: any EventLoop,
        _ body: @escaping @Sendable (DialSlot<Observer>) -> Void
    ) async -> DialAttempt<Observer>.Turn {
        await withCheckedContinuation { continuation in
            loop.execute {
                body(slot.value)
                slot.value.attempt?.next { continuation.resume(returning: $0) }
            }
        }
    }

    private func judge(
        _ chain: ServerChain,
        _ server: ServerIdentity,
        _ tls: ClientTLS
    ) -> Result<ClientTLS.Accepted, TLSFailure> {
        do throws(TLSFailure) {
            return .success(try tls.judge(chain, for: server))
        } catch {
            return .failure(error)
        }
    }

    private func context(for dial: Dial) throws(DialError) -> ClientTLS? {
        guard dial.url.isSecure else { return nil }
        do throws(TLSFailure) {
            return try contexts.tls(for: dial.tls)
        } catch {
            throw .tls(error)
        }
    }

    /// Subprotocols stand in one line of the head, so nothing may be in them that would end it (RFC 6455 §4.1).
    private func check(_ dial: Dial) throws(DialError) {
        for (index, offered) in dial.subprotocols.enumerated() where HTTPField.Name(offered) == nil {
            // Not shown: it may be a credential.
            throw .local("subprotocol \(index + 1) is no token (RFC 6455 §4.1)")
        }
    }
}
