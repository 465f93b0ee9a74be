import Configuration
import Results
import Transport

/// How a run is let in.
extension Journey {
    struct Admission {
        let credential: Credential
        /// Under which ids the server may know us.
        let userIDs: [String]
        /// Whether the token was there from an earlier run.
        let isRemembered: Bool
    }

    /// Whose token and whose runs they are; without a user, those of everybody who comes without one.
    var owner: TokenStore.Owner {
        TokenStore.Owner(target: target.name, user: target.users.first?.label ?? "")
    }

    func forgetToken() {
        runner.tokens.drop(owner)
    }

    /// The credential of this run; nil after a finding that says why there is none.
    func admission() async -> Admission? {
        guard target.carrier != .none, let (token, isRemembered) = await token() else {
            return target.carrier == .none ? Admission(credential: .none, userIDs: [], isRemembered: false) : nil
        }
        draft.hide(token.secret)
        guard target.carrier == .ticket else {
            let credential = Credential(token.secret, by: target.carrier)
            credential.secrets.forEach { draft.hide($0) }
            return Admission(credential: credential, userIDs: token.userIDs, isRemembered: isRemembered)
        }
        let ticket: Secret
        switch await self.ticket(for: token) {
        case .bought(let bought): ticket = bought
        case .rejected where isRemembered:
            // The token may have been revoked since the run before; a fresh one tells.
            forgetToken()
            return await admission()
        case .rejected(let error), .failed(let error):
            draft.add(LoginFinding.of(error))
            return nil
        case .nowhere:
            draft.add(Finding(.monitorError, detail: "a local socket has no origin; name the URL of the ticket"))
            return nil
        }
        draft.hide(ticket)
        return Admission(credential: .ticket(ticket), userIDs: token.userIDs, isRemembered: isRemembered)
    }

    private func token() async -> (Token, isRemembered: Bool)? {
        switch target.tokens {
        case .none:
            draft.add(Finding(.monitorError, detail: "the target wants a credential and none is configured"))
            return nil
        case .fixed(let secret):
            return (Token(secret.reveal(), obtained: .now), false)
        case .login(let url):
            guard let user = target.users.first else {
                draft.add(Finding(.monitorError, detail: "the target wants a login and has no users"))
                return nil
            }
            draft.hide(user.password)
            if let token = runner.tokens.token(of: owner),
                token.isGood(at: .now, for: plan.timeout, life: target.tokenLife)
            {
                return (token, true)
            }
            do {
                let token = try await timed { () async throws(LoginError) in
                    try await runner.desk.logIn(user, at: url, of: target, before: draft.deadline)
                }
                runner.tokens.keep(token, of: owner)
                return (token, false)
            } catch {
                draft.add(LoginFinding.of(error))
                return nil
            }
        }
    }

    private enum TicketOutcome {
        case bought(Secret)
        case rejected(LoginError)
        case failed(LoginError)
        case nowhere
    }

    private func ticket(for token: Token) async -> TicketOutcome {
        guard let url = target.ticketURL ?? target.url.httpOrigin.map({ $0 + "/websocket/ticket" }) else {
            return .nowhere
        }
        do {
            return .bought(
                try await timed { () async throws(LoginError) in
                    try await runner.desk.ticket(for: token, at: url, of: target, before: draft.deadline)
                }
            )
        } catch {
            guard case .rejected = error else { return .failed(error) }
            return .rejected(error)
        }
    }

    /// Runs a part of the login and counts its time.
    private func timed<Value>(
        _ body: () async throws(LoginError) -> Value
    ) async throws(LoginError) -> Value {
        let begin = Instant.now
        defer { draft.loggedIn(begin.duration(to: .now)) }
        return try await body()
    }
}
