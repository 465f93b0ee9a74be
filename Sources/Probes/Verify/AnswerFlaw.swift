internal import Results

/// Why an answer is none (rule 9).
enum AnswerFlaw: Equatable {
    /// Missing, null or empty.
    case missing
    case placeholder(String)
    case withoutNonce(String)
}

/// Looks at the answer that a terminal event carries.
struct AnswerCheck {
    /// Placeholders whatever the contract says.
    private static let placeholders = ["Task completed", "{}", "...", "…"]

    private let text: String
    private let contract: Contract

    /// - Parameter answer: the value of the event's answer; nil where it is missing or null.
    init(_ answer: JSONValue?, _ contract: Contract) {
        let text = answer.map { $0.string ?? $0.text() } ?? ""
        self.text = Self.trimmed(text)
        self.contract = contract
    }

    /// What is wrong; nil where the answer is one.
    func flaw(nonce: String?) -> AnswerFlaw? {
        if text.isEmpty || text == "[]" || text == "\"\"" { return .missing }
        if isOne(of: Self.placeholders) || isOne(of: contract.placeholders) { return .placeholder(text) }
        if let nonce, !text.contains(nonce) { return .withoutNonce(nonce) }
        return nil
    }

    /// Whether the contract knows the answer as a canned one.
    var isCanned: Bool { isOne(of: contract.fallbackAnswers) }

    private func isOne(of texts: [String]) -> Bool {
        texts.contains { Self.trimmed($0).lowercased() == text.lowercased() }
    }

    private static func trimmed(_ text: String) -> String {
        let head = text.drop(while: \.isWhitespace)
        return String(head.reversed().drop(while: \.isWhitespace).reversed())
    }
}
