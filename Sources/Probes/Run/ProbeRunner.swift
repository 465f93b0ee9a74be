public import Results
public import Transport

/// Runs probes: what a user does, once, with real logins and real sockets.
///
/// A run never throws and always ends by its deadline; whatever happens is in its result. Several runs may be under
/// way at once; what one learns (tokens, the dialect of a target) serves the next.
///
/// ```swift
/// let runner = ProbeRunner(dialer: dialer, http: http)
/// let results = await runner.run(plan, cycle: ULID(), attempt: 1)
/// ```
public final class ProbeRunner: Sendable {
    let dialer: WebSocketDialer
    let desk: LoginDesk
    let tokens = TokenStore()
    let memory = ProbeMemory()
    let ownRuns = OwnRuns()
    let lag: LagWatch

    /// A runner that connects with `dialer`, logs in with `http`, and asks `lag` whether it was late itself.
    public init(dialer: WebSocketDialer, http: HTTPClient, lag: LagWatch = .none) {
        self.dialer = dialer
        self.desk = LoginDesk(http: http)
        self.lag = lag
    }

    /// The results of one run of `plan`, one a user.
    public func run(_ plan: ProbePlan, cycle: ULID, attempt: Int) async -> [ProbeResult] {
        await record(plan, cycle: cycle, attempt: attempt, transcriptLimit: 0).map(\.result)
    }

    /// The results with their transcripts, each of at most `transcriptLimit` bytes; 0 keeps neither frames nor heads.
    public func record(
        _ plan: ProbePlan,
        cycle: ULID,
        attempt: Int,
        transcriptLimit: Int = Transcript.defaultLimit
    ) async -> [RecordedRun] {
        let draft = RunDraft(
            plan,
            user: plan.target.users.first,
            cycle: cycle,
            attempt: attempt,
            transcriptLimit: transcriptLimit
        )
        switch plan.kind {
        case .journey:
            return [await Journey(of: plan, draft, by: self).run()]
        case .isolation, .auth, .resume, .idle, .health:
            // Configurations with such a probe say so at their start and leave it out; nothing healthy is blamed here.
            draft.add(
                Finding(.monitorError, detail: "probes of kind \(plan.kind.rawValue) cannot be run by this version")
            )
            return [draft.finished(lag)]
        }
    }
}
