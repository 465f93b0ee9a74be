import FoundationEssentials

/// A text message of the server: the members that tests look at, and its whole text.
struct Event: Equatable {
    struct Members: Decodable, Equatable {
        var type: String?
        var event_id: String?
        var user_id: String?
        var thread_id: String?
        var run_id: String?
        var agent_name: String?
        var reasoning: String?
        var tool_name: String?
        var status: String?
        var final_response: String?
        var error_code: String?
        var error_message: String?
    }

    let text: String
    let members: Members

    init(_ text: String) throws {
        self.text = text
        members = try JSONDecoder().decode(Members.self, from: Data(text.utf8))
    }

    var type: String { members.type ?? "" }
    var run: String? { members.run_id }
    var id: String? { members.event_id }
}
