internal import Results

/// Tells our frames from those of others, by rule 10.
struct IdentityWatch: Sendable {
    /// Whose a frame is.
    enum Owner: Equatable {
        case ours
        /// Another run of our own user.
        case otherRun
        case foreign
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

    init(_ context: RunContext) {
        known = KnownIDs(context)
        otherRuns = context.otherRuns
        serversRuns = context.serversRuns
        runPrefix = context.runPrefix
    }

    mutating func asked() { isAsked = true }

    /// Whose `frame` is, and the leaks that it proves, of itself or of frames before it.
    ///
    /// `nonceOwner` is the other user whose nonce stands in it.
    mutating func judge(_ frame: EventFrame, nonceOwner: String?, _ position: Position) -> (Owner, [Leak]) {
        func leak(_ clue: Clue) -> Leak {
            Leak(clue: clue, frame: position.frame, event: frame.name, at: position.at)
        }
        let nonce = nonceOwner.map { Clue(field: "nonce", whose: $0) }
        let run = frame.runID
        if let run, isOneOfOurs(run), !known.run.contains(run), !begins(frame, run) {
            return (.otherRun, nonce.map { [leak($0)] } ?? [])
        }
        let user = frame.userID.flatMap { known.mayBeOurs(user: $0) ? nil : Clue(field: "user_id", whose: $0) }
        let thread = frame.threadID
        let isEvent = frame.role != .informational
        var leaks: [Leak] = []
        if isEvent, isAsked, nonce == nil, user == nil {
            known.run.learn(run)
            known.thread.learn(thread)
            leaks = convicted()
        }
        let foreignRun = run.flatMap { known.run.contains($0) ? nil : Clue(field: "run_id", whose: $0) }
        let foreignThread = thread.flatMap { known.thread.contains($0) ? nil : Clue(field: "thread_id", whose: $0) }
        if let clue = nonce ?? user {
            leaks.append(leak(clue))
        } else if isEvent {
            if let clue = foreignRun ?? foreignThread { leaks.append(leak(clue)) }
        } else if isAsked {
            for clue in [foreignRun, foreignThread].compactMap(\.self) { suspect(leak(clue)) }
            leaks += convicted()
        }
        // A leaking frame still counts as an event of this run when its run id is ours.
        let isForeign = run == nil ? user != nil || foreignThread != nil : foreignRun != nil
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

    /// Whether a frame begins our run under a name that the server used for one before.
    private func begins(_ frame: EventFrame, _ run: String) -> Bool {
        isAsked && frame.role == .event(0) && known.run.learned == nil && serversRuns.contains(run)
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
