import Glibc
import NIOCore
import NIOSSL

/// What follows the connection: TLS, the upgrade, and the session.
extension DialAttempt {
    func connected(_ channel: any Channel) {
        self.channel = channel
        phases.reached(peer: channel.remoteAddress.map(PeerAddress.text) ?? PeerAddress.unnamed)
        phases.enter(tls == nil ? .upgrade : .tls, at: .now)
        // It may have gone already; then no handler would ever hear of it.
        guard channel.isActive else { return fail(broken(by: ChannelError.eof)) }
        let upgrade = UpgradeHandler(request, isSecure: tls != nil) { [weak self] event in self?.happened(event) }
        self.upgrade = upgrade
        do {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(arrival)
            if let tls { try pipeline.addHandler(try handshake(tls)) }
            try pipeline.addHandler(upgrade)
        } catch {
            fail(tls == nil ? .local(SystemError.text(of: error)) : .tls(.local(SystemError.text(of: error))))
        }
    }

    /// The connection was made, and reset before anything could be said on it.
    func wasReset(by address: SocketAddress) {
        phases.reached(peer: PeerAddress.text(address))
        phases.enter(tls == nil ? .upgrade : .tls, at: .now)
        fail(broken(by: IOError(errnoCode: ECONNRESET, reason: "connect")))
    }

    /// The chain that was asked about is trusted, or why it is not.
    func judged(_ result: Result<ClientTLS.Accepted, TLSFailure>) {
        guard let judgement else { return }
        self.judgement = nil
        switch result {
        case .success(let accepted):
            trusted = accepted
            judgement.succeed(.certificateVerified)
        case .failure(let failure):
            distrust = failure
            judgement.succeed(.failed)
        }
    }

    func answered(_ outcome: UpgradeAnswer.Outcome) {
        phases.answered(upgrade?.head)
        switch outcome {
        case .incomplete:
            break
        case .switched(let subprotocol, let rest):
            open(subprotocol, rest)
        case .refused(let refusal):
            fail(.upgradeRefused(refusal))
        case .invalid(let what):
            fail(.upgradeInvalid(what))
        case .subprotocol(let what):
            fail(.subprotocolMismatch(what))
        }
    }

    private var request: UpgradeRequest {
        UpgradeRequest(
            authority: dial.url.authority,
            target: dial.url.target,
            headers: dial.headers,
            subprotocols: dial.subprotocols,
            requiresSubprotocol: dial.requiresSubprotocol
        )
    }

    private func happened(_ event: UpgradeHandler.Event) {
        // A connection that is being closed may still deliver what it had received.
        guard !isOver else { return }
        switch event {
        case .secured(let version):
            agreed(on: version)
            phases.enter(.upgrade, at: .now)
        case .answered(let outcome):
            answered(outcome)
        case .broke(let error):
            fail(broken(by: error))
        }
    }

    private func handshake(_ tls: ClientTLS) throws -> NIOSSLClientHandler {
        let identity = tls.identity(ofHost: dial.url.host)
        return try NIOSSLClientHandler(
            context: tls.context,
            serverHostname: identity.indication,
            customVerificationCallback: { [weak self] shown, promise in
                guard let self, !isOver else { return promise.succeed(.failed) }
                judgement = promise
                look(at: shown, for: identity, tls)
            }
        )
    }

    private func look(at shown: [NIOSSLCertificate], for identity: ServerIdentity, _ tls: ClientTLS) {
        do throws(TLSFailure) {
            let encoded = try ServerChain.encoded(shown)
            if let known = tls.remembered(ServerChain.digest(encoded), for: identity) { return judged(.success(known)) }
            give(.judge(try ServerChain(encoded), identity, tls))
        } catch {
            judged(tls.isInsecure ? .success(.unreadable) : .failure(error))
        }
    }

    private func agreed(on version: TLSVersion?) {
        phases.agreed(
            on: TLSFacts(
                version: version.map(TLSVersionName.text) ?? "unknown",
                notAfter: trusted?.notAfter,
                issuer: trusted?.issuer,
                names: trusted?.names ?? []
            )
        )
    }

    private func broken(by error: any Error) -> DialError {
        if let distrust { return .tls(distrust) }
        if let failure = NIOSSLWords.failure(error) { return .tls(failure) }
        let how = Self.words(error)
        return phases.phase == .tls ? .tls(.broken(how)) : .upgradeInvalid("\(how) before any answer")
    }

    private static func words(_ error: any Error) -> String {
        if case ChannelError.eof = error { return "the server closed the connection" }
        return SystemError.text(of: error)
    }

    private func open(_ subprotocol: String?, _ rest: ByteBuffer) {
        guard let channel else { return }
        let session = WebSocketSession(channel: channel, role: .client, limits: dial.limits, arrival: arrival)
        do {
            try channel.pipeline.syncOperations.addHandler(session)
        } catch {
            return fail(.local(SystemError.text(of: error)))
        }
        // The answer's bytes are what the phase ends with; the clock has gone on since they came.
        var facts = phases.end(at: arrival.last)
        facts.subprotocol = subprotocol
        facts.openedAt = arrival.last
        let observer = observe(session)
        session.start(observer, with: rest)
        succeed(
            Dialed(facts: facts, observer: NIOLoopBound(observer, eventLoop: eventLoop), eventLoop: eventLoop)
        )
    }
}
