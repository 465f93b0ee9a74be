import Transport

/// Makes the agents of one user: one for each run, so that nothing of one run can show in another.
struct AgentFactory: Sendable {
    let user: User
    let settings: AgentSettings
    let clock: any ServerClock

    func make() -> any Agent {
        switch settings.kind {
        case .builtIn: BuiltInAgent(tools: ToolCatalog(), pace: settings.pace, clock: clock)
        }
    }
}

/// Which agent answers, and how fast.
public struct AgentSettings: Sendable, Equatable {
    /// The agents that there are.
    public enum Kind: String, Sendable, CaseIterable {
        /// Plans from the text, calls real tools, and answers with what they returned.
        case builtIn = "built-in"
    }

    /// Which one.
    public var kind: Kind
    /// How long each step takes at least; zero for as fast as it goes.
    public var pace: Duration

    /// The built-in agent, at milliseconds a step.
    public init(kind: Kind = .builtIn, pace: Duration = .milliseconds(2)) {
        self.kind = kind
        self.pace = pace
    }
}
