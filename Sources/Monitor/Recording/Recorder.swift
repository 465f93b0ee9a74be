public import Logging
import Probes
public import Results

/// What happens with the results of a cycle: they are counted, shown and told.
public struct Recorder: Sendable {
    private let meter: ResultMeter
    private let board: ProbeBoard
    private let logger: Logger

    /// A recorder for all probes.
    public init(meter: ResultMeter, board: ProbeBoard, logger: Logger) {
        self.meter = meter
        self.board = board
        self.logger = logger
    }

    /// Takes in the results of one cycle. It is told of when it was counted and can be seen: who reads the line and asks
    /// then finds it.
    public func take(_ results: [ProbeResult]) {
        for result in results { meter.take(result) }
        let taken = board.take(results)
        if let taken { confirm(taken.status) }
        for result in results { tell(result) }
        if let taken, let change = taken.change { tell(change, taken.status) }
    }

    private func confirm(_ status: ProbeStatus) {
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
