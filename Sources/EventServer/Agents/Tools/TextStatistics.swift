/// Counts what a text is made of.
struct TextStatistics: Tool {
    static let name = "text_statistics"

    var name: String { Self.name }
    var parameters: [ToolParameter] { [ToolParameter(name: "text", purpose: "what to count")] }
    var timeout: Duration { .seconds(5) }

    func call(_ arguments: [JSON.Member]) async throws -> ToolOutcome {
        let text = try arguments.text("text")
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" }
        let longest = words.max { $0.count < $1.count } ?? ""
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return ToolOutcome(
            [
                JSON.Member("characters", .int(text.count)),
                JSON.Member("bytes", .int(text.utf8.count)),
                JSON.Member("words", .int(words.count)),
                JSON.Member("distinct_words", .int(Set(words.map { $0.lowercased() }).count)),
                JSON.Member("lines", .int(lines.count)),
                JSON.Member("longest_word", .string(String(longest.unicodeScalars.prefix(100)))),
            ],
            summary: "It has \(words.count) words and \(text.count) characters."
        )
    }
}
