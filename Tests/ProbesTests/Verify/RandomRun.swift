import Probes
import TestSupport

/// Makes right runs, and spoils them.
struct RandomRun {
    private var random: Seeded
    private var ids = 0

    init(_ seed: Int) { random = Seeded(UInt64(seed)) }

    mutating func below(_ bound: Int) -> Int { random.next(below: bound) }

    /// A right run: thoughts, tools one after the other and at the same time, sub-agents with tools of their own.
    mutating func right(subAgents: Bool = true) -> [Emission] {
        var run: [Emission] = [.started(), .thinking()]
        run += tools("assistant", atLeast: 1)
        for number in 0..<below(3) where subAgents {
            let agent = "sub-\(number)"
            var inner = [.started(agent)] + tools(agent, atLeast: 0) + [.completed(agent)]
            if below(2) == 0 { inner.insert(.thinking(agent), at: 1) }
            run += inner
        }
        for _ in 0..<below(3) { run.insert(.thinking(), at: 2 + below(run.count - 1)) }
        return (run + [.completed()]).map { numbered($0) }
    }

    private mutating func tools(_ agent: String, atLeast: Int) -> [Emission] {
        var run: [Emission] = []
        var open: [String] = []
        for _ in 0..<(atLeast + below(4)) {
            let tool = Self.tools[below(Self.tools.count)]
            run.append(.executing(tool, agent))
            open.append(tool)
            while !open.isEmpty, below(2) == 0 { run.append(.toolCompleted(open.remove(at: below(open.count)), agent)) }
        }
        while !open.isEmpty { run.append(.toolCompleted(open.remove(at: below(open.count)), agent)) }
        return run
    }

    private static let tools = ["search", "clock", "calculator"]

    private mutating func numbered(_ emission: Emission) -> Emission {
        ids += 1
        return emission.with("event_id", .string("event-\(ids)"))
    }

    /// The run with one thing wrong, or right after all.
    mutating func spoiled(_ run: [Emission]) -> [Emission] {
        guard !run.isEmpty else { return run }
        var run = run
        let index = below(run.count)
        switch below(10) {
        case 0: run.remove(at: index)
        case 1: run.swapAt(index, below(run.count))
        case 2: if index > 0 { run.swapAt(index, index - 1) }
        case 3: run.insert(run[index], at: below(run.count + 1))
        case 4: run.insert(numbered(run[index]), at: below(run.count + 1))
        case 5: run.append(numbered(run[index]))
        case 6: run.insert(Emission("heartbeat"), at: index)
        case 7: if run[index].fields["tool_name"] != nil { run[index] = run[index].with("tool_name", "clock") }
        case 8: run.removeSubrange(index...)
        default: for place in run.indices { run.swapAt(place, below(run.count)) }
        }
        return run
    }
}
