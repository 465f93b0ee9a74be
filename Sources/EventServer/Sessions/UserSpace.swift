import DequeModule
import NIOCore
import Transport

/// Everything of one user: the sockets, the runs with their logs, and the factory of the agents.
///
/// A socket knows its own space and no other, and a run's events go to the sockets of the space that the run
/// lives in. There is no way from here to another user's socket, but for the fault that is made to take it.
final class UserSpace {
    let user: User
    private let workshop: Workshop
    private unowned let neighbourhood: any Neighbourhood
    private let agents: AgentFactory
    /// Makes event ids unlike those of another start of the server.
    private let epoch = RandomText.hex(8)
    private var sequence: UInt64 = 0
    private var followers: [any Follower] = []
    /// In the order in which they began.
    private var runs = Deque<Run>()
    private var running = 0
    /// Events in the logs of all runs.
    private var retained = 0

    init(_ user: User, in workshop: Workshop, among neighbourhood: any Neighbourhood) {
        self.user = user
        self.workshop = workshop
        self.neighbourhood = neighbourhood
        agents = AgentFactory(user: user, settings: workshop.settings.agent, clock: workshop.clock)
    }

    /// How many sockets there are.
    var count: Int { followers.count }

    /// Whether there is nothing left that anybody could come back for.
    var isEmpty: Bool { followers.isEmpty && runs.isEmpty }

    func enter(_ follower: any Follower) { followers.append(follower) }

    func leave(_ follower: any Follower) {
        followers.removeAll { $0 === follower }
        neighbourhood.tidy(self)
    }

    /// Begins a run; the reason when it cannot.
    func start(_ text: AgentRequestText, for follower: any Follower) -> ErrorFrame? {
        guard !text.text.isEmpty else { return .noText(type: text.type, runID: text.runID) }
        guard !workshop.isDraining else { return .draining(runID: text.runID) }
        let most = workshop.settings.limits.runsPerUser
        guard running < most else {
            workshop.metrics.refused(.runRate)
            return .tooManyRuns(limit: most, runID: text.runID)
        }
        let request = AgentRequest(
            text: text.text,
            userID: user.id,
            threadID: text.threadID ?? follower.threadID,
            runID: text.runID ?? follower.nextRunID(),
            agentName: text.agentName ?? "assistant"
        )
        let run = Run(request, origin: follower.number, at: workshop.clock.now)
        runs.append(run)
        running += 1
        follower.follow(run, from: 0)
        workshop.begin(
            RunJob(
                agent: agents.make(),
                request: request,
                stage: stage(for: run),
                limit: workshop.settings.limits.run,
                clock: workshop.clock
            )
        )
        return nil
    }

    /// Gives `follower` what its user is owed: the rest of the runs whose follower is gone, and where it names
    /// the last event it has seen, everything behind that on the follower which sent it, and on those which resumed
    /// that one or were resumed by it. To be called once for each.
    func resume(_ follower: any Follower, after lastEventID: String?) {
        let seen = lastEventID.flatMap(EventID.init).flatMap { $0.epoch == epoch ? $0.sequence : nil }
        let lineage = seen.flatMap { seen in runs.first { $0.log.contains(seen) }?.lineage }
        var taken: Set<UInt64> = []
        for run in runs where run.origin != follower.number && !follower.follows(run) {
            if let seen, run.lineage == lineage {
                taken.insert(run.lineage)
                follower.follow(run, from: run.log.position(after: seen))
            } else if run.isOwed, !followers.contains(where: { $0.number == run.origin }) {
                taken.insert(run.lineage)
                follower.follow(run, from: max(run.written, run.log.start))
            }
        }
        for run in runs where taken.contains(run.lineage) { run.lineage = follower.number }
    }

    /// Forgets an ended run; whoever still follows it has what it needs.
    func forget(_ run: Run) {
        guard let index = runs.firstIndex(where: { $0 === run }) else { return }
        retained -= run.log.count
        workshop.retention.released(run.log.bytes)
        runs.remove(at: index)
        neighbourhood.tidy(self)
    }

    private func stage(for run: Run) -> RunStage {
        RunStage(
            run,
            of: self,
            faults: workshop.faults,
            facts: workshop.faults.runBegins(of: user),
            clock: workshop.clock
        )
    }

    /// Keeps what is retained within bounds, the oldest first; a follower that still needed it is told by its feed.
    private func trim() {
        while retained > workshop.settings.replay.events, let oldest = runs.first(where: { $0.log.count > 0 }) {
            guard oldest.isEnded else {
                oldest.dropOldest()
                retained -= 1
                continue
            }
            // Of one that is still followed, event after event, since its follower may get them sent in time.
            if oldest.log.count == 1 || !followers.contains(where: { $0.follows(oldest) }) {
                forget(oldest)
                oldest.discard()
                workshop.retention.discarded()
            } else {
                let bytes = oldest.log.bytes
                oldest.dropOldest()
                retained -= 1
                workshop.retention.released(bytes - oldest.log.bytes)
            }
        }
    }
}

extension UserSpace: RunHome {
    func publish(_ event: AgentEvent, of run: Run, with effect: FaultEffect) {
        sequence += 1
        run.append(event, id: EventID(epoch: epoch, sequence: sequence), at: .now)
        retained += 1
        trim()
        for follower in followers where follower.follows(run) {
            follower.wake()
            if let code = effect.close { follower.close(behindEventsWith: code) }
        }
        if effect.leaks, let payload = run.log.payload(at: run.log.end - 1) { neighbourhood.leak(payload, from: self) }
    }

    func end(_ run: Run) {
        guard let work = run.end() else { return }
        running -= 1
        if run.log.count == 0 { forget(run) } else { workshop.retention.keep(run, of: self) }
        workshop.ended(work)
    }
}
