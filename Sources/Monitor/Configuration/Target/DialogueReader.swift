import Configuration
import FoundationEssentials
import Probes

/// Reads `handshake`, `request` and `envelope`: how the target is talked with once the socket is open.
struct DialogueReader {
    var handshake = HandshakeDialect.auto
    var request = RequestForm.userMessage
    var envelope: EnvelopeShape?

    /// What the target's mapping says of them; `captures` are the variables of its steps.
    static func read(_ target: ConfigMapping, captures: [String]) -> DialogueReader {
        var result = DialogueReader()
        if let handshake = target["handshake"]?.choice(of: HandshakeDialect.self) { result.handshake = handshake }
        if let form = target["request"].flatMap({ request($0, captures: captures) }) { result.request = form }
        result.envelope = target["envelope"]?.choice(of: Envelope.self)?.shape
        return result
    }

    /// A shape, or any.
    private enum Envelope: String, CaseIterable {
        case any, flat, payload, data, hybrid, system, nested, batch

        var shape: EnvelopeShape? {
            switch self {
            case .any: nil
            case .flat: .flat
            case .payload: .payload
            case .data: .data
            case .hybrid: .hybrid
            case .system: .system
            case .nested: .nested
            case .batch: .batch
            }
        }
    }

    private enum Form: String, CaseIterable {
        case userMessage = "user_message"
        case startAgent = "start_agent"
        case chat
        case agentRequest = "agent_request"

        var form: RequestForm {
            switch self {
            case .userMessage: .userMessage
            case .startAgent: .startAgent
            case .chat: .chat
            case .agentRequest: .agentRequest
            }
        }
    }

    /// The variables that a request of the user's own is filled in with.
    private static let variables = ["message", "nonce", "run_id", "thread_id", "timestamp"]

    /// A form by its name, or JSON text of the user's own.
    private static func request(_ node: ConfigNode, captures: [String]) -> RequestForm? {
        guard let text = node.template() else { return nil }
        guard text.drop(while: \.isWhitespace).first == "{" else {
            let known = Form.allCases.map(\.rawValue)
            if let form = Form(rawValue: text) { return form.form }
            let meant = NearestName.of(text, among: known).map { "; did you mean \($0)?" } ?? ""
            node.report("is not one of \(known.joined(separator: ", ")), or JSON text that begins with {\(meant)")
            return nil
        }
        guard let template = node.filledIn(with: variables + captures) else { return nil }
        guard isJSON(template) else {
            node.report("is no JSON; want an object with variables inside of its texts: {\"text\": \"${message}\"}")
            return nil
        }
        // A reader of names cannot fail here: the variables were checked above.
        let names = (try? Placeholders.names(in: template)) ?? []
        guard names.contains("message") else {
            node.report("has no ${message}, so that nothing would be asked; write it where the text of a request goes")
            return nil
        }
        return .template(template)
    }

    /// Takes any JSON: the decoder reads the text whole before it asks for a value.
    private struct AnyValue: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    private static func isJSON(_ text: String) -> Bool {
        do {
            _ = try JSONDecoder().decode(AnyValue.self, from: Data(text.utf8))
            return true
        } catch {
            return false
        }
    }
}
