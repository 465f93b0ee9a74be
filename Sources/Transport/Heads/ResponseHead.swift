public import HTTPTypes

/// The head of an HTTP/1.1 response, as a client reads it.
public struct ResponseHead: Sendable, Equatable {
    /// 100 to 599.
    public let status: Int
    /// What stands behind the status; may be empty (RFC 9112 §4).
    public let reason: String
    /// All lines, in their order; at most 200.
    public let headers: HTTPFields
    /// Whether the server spoke HTTP/1.1; the other version that is read is 1.0.
    let isHTTP11: Bool

    init(lines: [Substring]) throws(HeadError) {
        let line = lines.first ?? ""
        let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count >= 2, words[0] == "HTTP/1.1" || words[0] == "HTTP/1.0",
            words[1].utf8.count == 3, let status = Int(words[1]), (100...599).contains(status)
        else {
            throw .malformed("not an HTTP/1.1 status line: \(HeaderLines.shown(line))")
        }
        self.status = status
        self.isHTTP11 = words[0] == "HTTP/1.1"
        self.reason = words.count == 3 ? String(words[2]) : ""
        self.headers = try HeaderLines.fields(lines.dropFirst())
    }
}
