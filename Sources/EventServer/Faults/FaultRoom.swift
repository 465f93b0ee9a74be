import Logging
import Metrics
import Synchronization

/// The faults in force. They may be changed while the server runs, from any thread.
public final class FaultRoom: Sendable {
    /// Rules beyond this many are refused.
    public static let capacity = 100

    fileprivate struct Entry {
        let number: Int
        let rule: FaultRule
        /// Runs that the rule applies to, so far.
        var runs = 0
        var isSpent = false
    }

    private struct State {
        var entries: [Entry] = []
        var next = 0
    }

    private let state = Mutex(State())
    private let struck: [Fault: Counter]

    private let logger: Logger

    /// `struck` counts how often each kind did; `logger` tells each time, in its details.
    init(
        _ rules: [FaultRule],
        struck: [Fault: Counter],
        logger: Logger = Logger(label: "quintet.serve") { _ in SwiftLogNoOpLogHandler() }
    ) {
        self.struck = struck
        self.logger = logger
        set(rules)
    }

    /// The rules in force, in the order given; those that struck their single time are gone.
    public var rules: [FaultRule] { state.withLock { $0.entries.filter { !$0.isSpent }.map(\.rule) } }

    /// Replaces all rules; their counting of runs begins anew.
    public func set(_ rules: [FaultRule]) {
        state.withLock { state in
            state.entries = rules.prefix(Self.capacity).map { rule in
                state.next += 1
                return Entry(number: state.next, rule: rule)
            }
        }
    }

    /// Replaces all rules by those that the texts say; changes nothing when one of them is wrong.
    public func set(_ texts: [String]) throws(FaultRefusal) {
        var rules: [FaultRule] = []
        for text in texts { rules.append(try FaultRule(text)) }
        set(rules)
    }

    /// Takes every fault away.
    public func clear() { set([FaultRule]()) }

    /// Counts a run that begins.
    func runBegins(of user: User) -> RunFacts {
        state.withLock { state in
            var ordinals: [Int: Int] = [:]
            for index in state.entries.indices where state.entries[index].rule.applies(to: user.email) {
                state.entries[index].runs += 1
                ordinals[state.entries[index].number] = state.entries[index].runs
            }
            return RunFacts(email: user.email, ordinals: ordinals)
        }
    }

    /// What happens to an event.
    func effect(on event: EventName, of facts: RunFacts) -> FaultEffect {
        state.withLock { state in
            guard !state.entries.isEmpty else { return .none }
            var effect = FaultEffect.none
            for index in state.entries.indices where state.entries[index].strikes(event, facts) {
                state.entries[index].isSpent = state.entries[index].rule.isOnce
                let action = state.entries[index].rule.action
                effect.add(action)
                struck[action.fault]?.increment()
                logger.debug(
                    "fault struck",
                    metadata: ["event": "\(event.rawValue)", "fault": "\(action.fault.rawValue)"]
                )
            }
            return effect
        }
    }
}

extension FaultRoom.Entry {
    fileprivate func strikes(_ event: EventName, _ facts: RunFacts) -> Bool {
        guard !isSpent, rule.applies(to: facts.email) else { return false }
        switch rule.place {
        case .event(let name): guard name == event else { return false }
        case .everyEvent: break
        case .station: return false
        }
        // A run that began before the rule was set has no number, and is not the N-th since.
        if let run = rule.run, facts.ordinals[number] != run { return false }
        return rule.probability >= 1 || Double.random(in: 0..<1) < rule.probability
    }
}

extension FaultRule {
    fileprivate func applies(to email: String) -> Bool {
        user.map { $0.lowercased() == email.lowercased() } ?? true
    }
}
