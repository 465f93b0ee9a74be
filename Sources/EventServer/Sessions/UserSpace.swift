import NIOCore
import Transport

/// Everything of one user: the sockets, the runs with their logs, and the factory of the agents.
///
/// A connection knows its own space and no other, and a run's events go to the connections of the space that the run
/// lives in. There is no way from here to another user's socket, but for the fault that is made to take it.
final class UserSpace {
    let user: User
    private let hall: Hall
    private let agents: AgentFactory
    /// Makes event ids unlike those of another start of the server.
    private let epoch = RandomText.hex(8)
    private var sequence: UInt64 = 0
    private(set) var connections: [Connection] = []
    /// In the order in which they began.
    private var runs: [Run] = []
    private var running = 0
    /// Events in the logs of all runs.
    private var retained = 0

    init(_ user: User, in hall: Hall) {
        self.user = user
        self.hall = hall
        agents = AgentFactory(user: user, settings: hall.settings.agent)
    }

    /// Whether there is nothing left that anybody could come back for.
    var isEmpty: Bool { connections.isEmpty && runs.isEmpty }

    func enter(_ connection: Connection) { connections.append(connection) }

    func leave(_ connection: Connection) {
        connections.removeAll { $0 === connection }
        hall.registry.tidy(self)
    }

    /// Begins a run; the reason when it cannot.
    func start(_ text: AgentRequestText, for connection: Connection) -> ErrorFrame? {
        guard !text.text.isEmpty else { return .noText(type: text.type, runID: text.runID) }
        guard !hall.isDraining else { return .draining(runID: text.runID) }
        let most = hall.settings.limits.runsPerUser
        guard running < most else {
            hall.metrics.refused(.runRate)
            return .tooManyRuns(limit: most, runID: text.runID)
        }
        let request = AgentRequest(
            text: text.text,
            userID: user.id,
            threadID: text.threadID ?? connection.threadID,
            runID: text.runID ?? connection.nextRunID(),
            agentName: text.agentName ?? "assistant"
        )
        let run = Run(request, number: hall.nextRunNumber(), origin: connection.id)
        runs.append(run)
        running += 1
        connection.follow(run, from: 0)
        hall.begin(
            RunJob(agent: agents.make(), request: request, stage: stage(for: run), limit: hall.settings.limits.run)
        )
        return nil
    }

    /// Gives `connection` what its user is owed: the rest of the runs whose connection is gone, and where it names
    /// the last event it has seen, everything behind that on the connection which sent it.
    func resume(_ connection: Connection, after lastEventID: String?) {
        let seen = lastEventID.flatMap(EventID.init).flatMap { $0.epoch == epoch ? $0.sequence : nil }
        let lineage = seen.flatMap { seen in runs.first { $0.log.contains(seen) }?.origin }
        for run in runs where run.origin != connection.id {
            if let seen, run.origin == lineage {
                connection.follow(run, from: run.log.position(after: seen))
            } else if !connections.contains(where: { $0.id == run.origin }), !run.isEnded || run.written < run.log.end {
                connection.follow(run, from: max(run.written, run.log.start))
            }
        }
    }

    /// Forgets an ended run.
    func forget(_ run: Run) {
        guard let index = runs.firstIndex(where: { $0 === run }) else { return }
        retained -= run.log.count
        runs.remove(at: index)
        hall.registry.tidy(self)
    }

    private func stage(for run: Run) -> RunStage {
        RunStage(run, of: self, faults: hall.faults, facts: hall.faults.runBegins(of: user), on: hall.loop)
    }

    /// Keeps what is retained within bounds, the oldest first; a connection that still needed it is told by its feed.
    private func trim() {
        while retained > hall.settings.replay.events, let oldest = runs.first(where: { $0.log.count > 0 }) {
            if oldest.isEnded, !connections.contains(where: { $0.follows(oldest) }) {
                forget(oldest)
            } else {
                oldest.dropOldest()
                retained -= 1
            }
        }
    }
}

extension UserSpace: RunHome {
    func publish(_ event: AgentEvent, of run: Run, with effect: FaultEffect) {
        sequence += 1
        let payload = run.append(event, id: EventID(epoch: epoch, sequence: sequence), at: .now)
        retained += 1
        trim()
        for connection in connections where connection.follows(run) {
            connection.wake()
            if let code = effect.close { connection.close(behindEventsWith: code) }
        }
        if effect.leaks { hall.registry.connection(ofAnotherThan: self)?.overhear(payload) }
    }

    func end(_ run: Run) {
        run.end()
        running -= 1
        hall.ended(run, of: self)
    }
}
