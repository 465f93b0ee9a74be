import Probes
import Results

/// The rules of the sequence once more, written down as plainly as they can be said: over the whole list at once, with
/// as many passes as they need. The verifier has to agree with it on whatever comes.
struct SequenceOracle {
    private let events: [Event]
    private var found: [Found] = []

    private struct Event {
        let name: String
        let agent: String
        let tool: String?
        let id: String?
    }

    private static let order = Contract.agentRun.eventNames

    init(_ emissions: [Emission]) {
        events = emissions.filter { Self.order.contains($0.name) }.map { emission in
            Event(
                name: emission.name,
                agent: emission.fields["agent_name"]?.string ?? "",
                tool: emission.fields["tool_name"]?.string,
                id: emission.fields["event_id"]?.string
            )
        }
    }

    /// What is found, in no order.
    static func findings(_ emissions: [Emission]) -> [Found] {
        var oracle = SequenceOracle(emissions)
        oracle.judge()
        return oracle.found
    }

    private mutating func judge() {
        let terminal = events.indices.first { isEnd(events[$0], in: Array(events[...$0])) }
        let body = Array(events[...(terminal ?? events.count - 1)])
        let counted = body.indices.filter { !isRepetition($0, in: body) }.map { body[$0] }
        for index in body.indices where isRepetition(index, in: body) {
            let severity: Severity = index == terminal ? .fail : .warn
            found.append(Found(.duplicateEvent, body[index].name, severity: severity))
        }
        let present = Set(body.indices.filter { isCountable($0, terminal, body) }.map { body[$0].name })
        judgeOrder(counted)
        judgePairs(counted, present, hasEnded: terminal != nil)
        if let terminal {
            if let missing = Self.order.first(where: { !present.contains($0) }) {
                found.append(Found(.missingEvent, missing))
            }
            judgeTail(after: terminal)
        } else {
            found.append(body.isEmpty ? Found(.noEvents) : Found(.stalled, body[body.count - 1].name))
        }
    }

    /// A sub-agent's end is not the run's.
    private func isCountable(_ index: Int, _ terminal: Int?, _ body: [Event]) -> Bool {
        body[index].name != "agent_completed" || index == terminal
    }

    private func owner(_ seen: [Event]) -> String? { (seen.first { $0.name == "agent_started" } ?? seen.first)?.agent }

    private func isEnd(_ event: Event, in seen: [Event]) -> Bool {
        event.name == "agent_completed" && event.agent == owner(seen)
    }

    private func isRepetition(_ index: Int, in list: [Event]) -> Bool {
        let event = list[index]
        return list[..<index].contains { earlier in
            if let id = event.id, earlier.id == id { return true }
            let isOnce = event.name == "agent_started" || event.name == "agent_completed"
            return isOnce && earlier.name == event.name && earlier.agent == event.agent
        }
    }

    /// The terminal event is the last one, so that nothing can come before it that should not.
    private mutating func judgeOrder(_ counted: [Event]) {
        var firsts: [(name: String, index: Int)] = []
        for name in Self.order.dropLast() {
            if let index = counted.firstIndex(where: { $0.name == name }) { firsts.append((name, index)) }
        }
        for (before, event) in zip(firsts, firsts.dropFirst()) where event.index < before.index {
            found.append(Found(.outOfOrder, event.name, before.name))
        }
    }

    private mutating func judgePairs(_ counted: [Event], _ present: Set<String>, hasEnded: Bool) {
        var open: [String: Int] = [:]
        for event in counted {
            guard let tool = event.tool else { continue }
            if event.name == "tool_executing" {
                open[tool, default: 0] += 1
            } else if open[tool, default: 0] > 0 {
                open[tool, default: 0] -= 1
            } else if present.contains("tool_executing") {
                found.append(Found(.unpairedTool, event.name, tool))
            }
        }
        guard hasEnded, present.contains("tool_completed") else { return }
        for (tool, count) in open where count > 0 { found.append(Found(.unpairedTool, "tool_executing", tool)) }
    }

    private mutating func judgeTail(after terminal: Int) {
        for index in events.indices.dropFirst(terminal + 1) {
            let event = events[index]
            let isSameID = events[..<index].contains { $0.id != nil && $0.id == event.id }
            if isEnd(event, in: Array(events[...terminal]) + [event]) {
                found.append(Found(.duplicateEvent, event.name, severity: .fail))
            } else if isSameID {
                found.append(Found(.duplicateEvent, event.name))
            } else {
                found.append(Found(.afterTerminal, event.name, "agent_completed"))
            }
        }
    }
}
