import NIOCore
import Results
import Transport

@testable import Probes

/// Leads a machine through a conversation, by texts and offsets.
struct Talk {
    var machine: ConversationMachine
    let start: Instant
    private var frame = 0
    private(set) var asks: [Ask] = []

    init(
        dialect: HandshakeDialect = .auto,
        isDeclared: Bool = false,
        messages: Int = 1,
        budgets: Budgets = Budgets(),
        timeout: Duration = .seconds(10),
        waits: Bool = false
    ) {
        start = .now
        let script = ConversationScript(
            asks: (0..<messages).map { _ in Ask(message: "probe ${nonce}", at: WallTime(milliseconds: 0)) },
            waits: waits,
            form: .userMessage,
            dialect: dialect,
            isDialectDeclared: isDeclared,
            contract: .agentRun,
            budgets: budgets,
            envelope: nil,
            linger: .milliseconds(250),
            start: start,
            deadline: start.advanced(by: timeout),
            context: RunContext()
        )
        machine = ConversationMachine(script, opened: start.advanced(by: .milliseconds(10)))
        _ = machine.opened()
    }

    func at(_ milliseconds: Int) -> Instant { start.advanced(by: .milliseconds(milliseconds)) }

    @discardableResult
    mutating func hear(_ text: String, at milliseconds: Int) -> [ConversationMachine.Action] {
        frame += 1
        let message = WebSocketMessage(kind: .text, payload: ByteBuffer(string: text))
        let actions = machine.received(message, frame: frame, at: at(milliseconds))
        for case .request(let ask, _) in actions {
            asks.append(ask)
            machine.requested(at: at(milliseconds))
        }
        return actions
    }

    mutating func events(_ names: [String], from milliseconds: Int) {
        for (index, name) in names.enumerated() {
            hear(event(name), at: milliseconds + index * 10)
        }
    }

    func event(_ name: String) -> String {
        let run = asks.last?.runID ?? ""
        return #"{"type":"\#(name)","run_id":"\#(run)","agent_name":"a","tool_name":"clock","reasoning":"r","#
            + #""results":{"x":1},"final_response":"it is \#(asks.last?.nonce ?? "")","timestamp":1}"#
    }

    var report: ConversationReport { machine.finished(hasBytesAfterClose: false) }
}

extension Talk {
    mutating func asked(_ ask: Ask, at milliseconds: Int) {
        asks.append(ask)
        machine.requested(at: at(milliseconds))
    }
}

extension Talk {
    static let five = ["agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed"]
    static let welcome = #"{"type":"connection_established","data":{"user_id":"u","connection_id":"c"}}"#
    static let response = #"{"type":"handshake_response","thread_id":"t","run_id":"r"}"#
    static let complete = #"{"type":"handshake_complete","thread_id":"t"}"#

    /// A talk in which the request was just written.
    static func handshaken(messages: Int = 1, budgets: Budgets = Budgets()) -> Talk {
        var talk = Talk(messages: messages, budgets: budgets)
        talk.hear(welcome, at: 11)
        talk.hear(response, at: 12)
        talk.hear(complete, at: 14)
        return talk
    }
}
