/// Tells answers from what only looks like one.
struct AnswerJudge: Sendable, Equatable {
    /// What is to be said about an answer.
    struct Judgement: Equatable {
        /// Why it is none; nil where it is one.
        var flaw: AnswerFlaw?
        /// Whether the contract knows it as a canned one.
        var isCanned = false
    }

    /// Placeholders whatever the contract says.
    private static let common = ["Task completed", "{}", "...", "…"]

    private let placeholders: Set<String>
    private let canned: Set<String>
    private let wantsNonce: Bool
    /// No longer answer is in either list.
    private let longest: Int

    /// - Parameter wantsNonce: whether an answer has to contain the nonce of its question.
    init(placeholders: [String], canned: [String], wantsNonce: Bool) {
        self.placeholders = Set((Self.common + placeholders).map(Self.normal))
        self.canned = Set(canned.map(Self.normal))
        self.wantsNonce = wantsNonce
        longest = self.placeholders.union(self.canned).map(\.utf8.count).max() ?? 0
    }

    /// Judges the value of an event's answer; nil where it is missing or null.
    func judge(_ answer: JSONValue?, nonce: String?) -> Judgement {
        let text = Self.trimmed(answer.map { $0.string ?? $0.text() } ?? "")
        var judgement = Judgement()
        if text.isEmpty || answer == [] {
            judgement.flaw = .missing
            return judgement
        }
        if text.utf8.count <= longest {
            let normal = Self.normal(text)
            judgement.isCanned = canned.contains(normal)
            if placeholders.contains(normal) { judgement.flaw = .placeholder(text) }
        }
        if judgement.flaw == nil, wantsNonce, let nonce, !text.contains(nonce) {
            judgement.flaw = .withoutNonce(nonce)
        }
        return judgement
    }

    /// Upper and lower case, and white space around, make no other answer.
    private static func normal(_ text: String) -> String { trimmed(text).lowercased() }

    private static func trimmed(_ text: String) -> String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return first == scalars.startIndex && scalars.index(after: last) == scalars.endIndex
            ? text : String(scalars[first...last])
    }
}
