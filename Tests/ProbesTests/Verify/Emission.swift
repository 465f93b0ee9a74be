import Probes

/// An event that a server in a test sends, before it is put into an envelope.
struct Emission: Sendable {
    var name: String
    var fields: JSONObject
    /// How long after the one before.
    var pause: Duration

    init(_ name: String, _ fields: JSONObject = [:], after pause: Duration = .milliseconds(10)) {
        self.name = name
        self.fields = fields
        self.pause = pause
    }

    static func started(_ agent: String = "assistant") -> Emission {
        Emission("agent_started", ["agent_name": .string(agent)])
    }

    static func thinking(_ agent: String = "assistant") -> Emission {
        Emission("agent_thinking", ["agent_name": .string(agent), "reasoning": "let me see"])
    }

    static func executing(_ tool: String = "search", _ agent: String = "assistant") -> Emission {
        Emission(
            "tool_executing",
            ["agent_name": .string(agent), "tool_name": .string(tool), "parameters": ["q": "x"]]
        )
    }

    static func toolCompleted(_ tool: String = "search", _ agent: String = "assistant") -> Emission {
        Emission(
            "tool_completed",
            ["agent_name": .string(agent), "tool_name": .string(tool), "results": ["hits": 3], "duration_ms": 10]
        )
    }

    static func completed(_ agent: String = "assistant", answer: JSONValue = "It is 42, for nonce-abcdefgh.")
        -> Emission
    {
        Emission(
            "agent_completed",
            ["agent_name": .string(agent), "status": "completed", "final_response": answer, "duration_ms": 40]
        )
    }

    /// The five events of a right run.
    static let golden: [Emission] = [.started(), .thinking(), .executing(), .toolCompleted(), .completed()]

    /// The same with one more field, or another value of it; null takes it away.
    func with(_ name: String, _ value: JSONValue) -> Emission {
        var copy = self
        copy.fields = JSONObject(fields.members.filter { $0.name != name })
        if !value.isNull { copy.fields = JSONObject(copy.fields.members + [.init(name, value)]) }
        return copy
    }

    /// The same, this long after the event before it.
    func after(_ pause: Duration) -> Emission {
        var copy = self
        copy.pause = pause
        return copy
    }
}
