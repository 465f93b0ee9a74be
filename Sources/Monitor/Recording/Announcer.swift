import Logging
import Probes
import Results

/// Tells what is committed: on the board, in the gauge, in the log, and to whoever listens. It is told of when it can be
/// seen: who reads the line and asks then finds it.
struct Announcer: Sendable {
    let meter: ResultMeter
    let board: ProbeBoard
    let logger: Logger
    let publish: @Sendable ([LedgerEvent]) -> Void

    /// Tells of these attempts, in their order.
    func announce(_ outcomes: [LedgerDraft.Outcome]) {
        var events: [LedgerEvent] = []
        for outcome in outcomes {
            events += outcome.results.map(LedgerEvent.result)
            // A probe that went by a reload meanwhile has no state any more.
            let status = outcome.status.flatMap { board.put($0) ? $0 : nil }
            if let status { confirm(status) }
            for result in outcome.results { tell(result) }
            guard let status, let change = outcome.change else { continue }
            tell(change, status)
            events.append(.probe(status, change))
        }
        if !events.isEmpty { publish(events) }
    }

    /// Has the gauge say what the status says.
    func confirm(_ status: ProbeStatus) {
        switch status.state {
        case .unknown: break
        case .up, .degraded: meter.confirm(status.probe, target: status.target, isUp: true)
        case .down: meter.confirm(status.probe, target: status.target, isUp: false)
        }
    }

    private func tell(_ result: ProbeResult) {
        let level: Logger.Level =
            switch result.verdict {
            case .pass, .degraded: .info
            case .fail, .inconclusive: .notice
            }
        // Putting the line together costs more than all else here.
        guard logger.logLevel <= level else { return }
        let line = RunLogLine(result)
        logger.log(level: level, "\(line)", metadata: ["run": .dictionary(line.facts.mapValues { .string($0) })])
    }

    private func tell(_ change: StateChange, _ status: ProbeStatus) {
        let level: Logger.Level =
            switch change.to {
            case .down: .warning
            case .degraded, .up, .unknown: .notice
            }
        let facts: Logger.Metadata = [
            "probe": .string(status.probe), "target": .string(status.target), "from": .string(change.from.rawValue),
            "to": .string(change.to.rawValue), "result": .string(status.last?.id.description ?? ""),
        ]
        logger.log(
            level: level,
            "\(status.probe) (\(status.target)): \(change)",
            metadata: ["state": .dictionary(facts)]
        )
    }
}
