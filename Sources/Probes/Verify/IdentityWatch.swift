internal import Results

/// Tells our frames from those of others, by rule 10.
struct IdentityWatch: Sendable {
    /// Whose a frame is.
    enum Owner: Equatable {
        case ours
        /// Another run of our own user.
        case otherRun
        case foreign
        /// Whose it is, later frames have to say.
        case unknown
    }

    /// A foreign word in a frame.
    struct Clue: Sendable, Equatable {
        let field: String
        let whose: String
    }

    /// A foreign word and the frame in which it stood.
    struct Leak: Sendable, Equatable {
        let clue: Clue
        let frame: Int
        let event: String
        let at: Duration
    }

    /// Where a frame stands in the run.
    struct Position {
        let frame: Int
        let at: Duration
    }

    /// Suspects beyond this many are not remembered.
    private static let capacity = 16

    private(set) var known: KnownIDs
    private let otherRuns: Set<String>
    private let serversRuns: Set<String>
    private let runPrefix: String?
    /// Until our request is out, nothing can be an event of ours.
    private var isAsked = false
    /// Ids in frames before the first event, which may yet turn out to be what the server calls our run.
    private var suspects: [Leak] = []
    /// The id of a run that ended as the first we heard of it: ours, if nothing else comes.
    private(set) var held: String?
    /// When the latest of what is left open came in our own thread; silence is counted from there too.
    private(set) var heldAt: Duration?
    /// The id that is our run's after all, where an event shows that the first one was not, or that one was held that
    /// is.
    private(set) var correction: String?
    /// Whether a run may be held: only while what comes can be judged again.
    private var mayHold = true

    init(_ context: RunContext) {
        known = KnownIDs(context)
        otherRuns = context.otherRuns
        serversRuns = context.serversRuns
        runPrefix = context.runPrefix
    }

    mutating func asked() { isAsked = true }

    /// Whether it is settled which run is ours: by an event with an id that we sent or were told, or because there is
    /// none to compare with.
    var isSettled: Bool { !known.run.hasOwn || known.run.learned.map(known.run.isOwn) == true }

    /// What comes cannot be judged again: the first event decides.
    mutating func trust() { mayHold = false }

    /// Takes `run` for the id of our run's first event.
    mutating func assume(_ run: String) {
        known.run.assume(run)
        mayHold = false
    }

    /// Whose `frame` is, and the leaks that it proves, of itself or of frames before it.
    ///
    /// `nonceOwner` is the other user whose nonce stands in it; `endsRun` says that it would end its run.
    mutating func judge(
        _ frame: EventFrame,
        nonceOwner: String?,
        endsRun: Bool = false,
        _ position: Position
    ) -> (Owner, [Leak]) {
        func leak(_ clue: Clue) -> Leak {
            Leak(clue: clue, frame: position.frame, event: frame.name, at: position.at)
        }
        let nonce = nonceOwner.map { Clue(field: "nonce", whose: $0) }
        let run = frame.runID
        if let run, isOneOfOurs(run), !known.run.contains(run), !begins(frame, run) {
            return (.otherRun, nonce.map { [leak($0)] } ?? [])
        }
        let user = frame.userIDs.first { !known.mayBeOurs(user: $0) }.map { Clue(field: "user_id", whose: $0) }
        let thread = frame.threadID
        let isEvent = frame.role != .informational
        var leaks: [Leak] = []
        if isEvent, isAsked {
            if let run { correct(by: run) }
            if nonce == nil, user == nil {
                if holds(run, endsRun: endsRun) {
                    // Only what has our thread may be waited out: after a stranger's end ours may yet begin.
                    if let thread, known.thread.isOwn(thread) { heldAt = position.at }
                    return (.unknown, [])
                }
                learn(run, thread)
                leaks = convicted()
            }
        }
        let foreignRun = frame.runIDs.first { !known.run.contains($0) }.map { Clue(field: "run_id", whose: $0) }
        let foreignThread = frame.threadIDs.first { !known.thread.contains($0) }
            .map { Clue(field: "thread_id", whose: $0) }
        if let clue = nonce ?? user {
            leaks.append(leak(clue))
        } else if isEvent {
            if let clue = foreignRun ?? foreignThread { leaks.append(leak(clue)) }
        } else if isAsked {
            for clue in [foreignRun, foreignThread].compactMap(\.self) { suspect(leak(clue)) }
            leaks += convicted()
        }
        // A leaking frame still counts as an event of this run when its run id is ours.
        let isForeign = run.map { !known.run.contains($0) } ?? (user != nil || foreignThread != nil)
        return (isForeign ? .foreign : .ours, leaks)
    }

    /// What is still suspect when nothing more comes: where no event told the server's own ids, the first one that
    /// was seen is taken for it.
    mutating func finish() -> [Leak] {
        for leak in suspects {
            if leak.clue.field == "run_id" { known.run.learn(leak.clue.whose) }
            if leak.clue.field == "thread_id" { known.thread.learn(leak.clue.whose) }
        }
        return convicted()
    }

    /// Whether it is an earlier run of our own user, of this process or of another.
    private func isOneOfOurs(_ run: String) -> Bool {
        otherRuns.contains(run) || runPrefix.map(run.hasPrefix) == true
    }

    /// Whether a frame begins our run under a name that the server used for one before, or says that it failed before
    /// it began.
    private func begins(_ frame: EventFrame, _ run: String) -> Bool {
        isAsked && known.run.learned == nil && serversRuns.contains(run)
            && (frame.role == .event(0) || frame.role == .failure)
    }

    /// An own id after another one was learned: a server that replaces ids does so consistently, so that one is
    /// somebody else's.
    private mutating func correct(by run: String) {
        guard known.run.isOwn(run), !isSettled, known.run.learned != nil || held != nil else { return }
        correction = run
    }

    /// Whether it is left open whose a frame is: an unknown run that ends as the first we hear of it may be anybody's.
    private mutating func holds(_ run: String?, endsRun: Bool) -> Bool {
        guard let run, mayHold, known.run.hasOwn, known.run.learned == nil, !known.run.isOwn(run) else { return false }
        if endsRun {
            held = held ?? run
            return true
        }
        if held == run, serversRuns.contains(run) {
            // What failed was the run before, and this is ours under the same name.
            (held, heldAt) = (nil, nil)
        }
        // It goes on, or is another one: that is what the first event would have told.
        if held != nil { correction = correction ?? run }
        return false
    }

    /// The run's first event tells the server's own ids; one of neither our run nor the thread that we were told
    /// tells nothing.
    private mutating func learn(_ run: String?, _ thread: String?) {
        if let run, let thread, known.run.hasOwn, known.run.learned == nil, !known.run.isOwn(run), known.thread.isTold,
            !known.thread.isOwn(thread)
        {
            return
        }
        known.run.learn(run)
        if run.map(known.run.contains) ?? true { known.thread.learn(thread) }
    }

    private mutating func suspect(_ leak: Leak) {
        if suspects.count < Self.capacity { suspects.append(leak) }
    }

    /// Takes out the suspects about whom the first event has decided; gives those that are foreign, one a frame.
    private mutating func convicted() -> [Leak] {
        guard !suspects.isEmpty else { return [] }
        var foreign: [Leak] = []
        suspects.removeAll { leak in
            let pair = leak.clue.field == "run_id" ? known.run : known.thread
            guard pair.learned != nil else { return false }
            if !pair.contains(leak.clue.whose), foreign.last?.frame != leak.frame { foreign.append(leak) }
            return true
        }
        return foreign
    }
}
