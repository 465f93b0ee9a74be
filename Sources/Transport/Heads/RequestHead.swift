public import HTTPTypes

/// The head of an HTTP/1.1 request, as a server reads it.
public struct RequestHead: Sendable {
    /// As it was sent; any word without a space.
    public let method: String
    /// The request target as it was sent.
    public let target: String
    /// All lines, in their order; at most 200.
    public let headers: HTTPFields
    /// Whether the client spoke HTTP/1.1.
    public let isHTTP11: Bool

    /// A head of these parts.
    public init(method: String, target: String, headers: HTTPFields, isHTTP11: Bool = true) {
        self.method = method
        self.target = target
        self.headers = headers
        self.isHTTP11 = isHTTP11
    }

    /// The target up to its query; `/` where a whole URL has no path.
    public var path: String {
        let path = local.prefix { $0 != "?" }
        return path.isEmpty ? "/" : String(path)
    }

    /// What stands behind the first question mark, undecoded.
    public var query: String? {
        let local = local
        return local.firstIndex(of: "?").map { String(local[local.index(after: $0)...]) }
    }

    /// The target without the scheme and the host, which it names when it was meant for a proxy; a server takes it all
    /// the same (RFC 9112 §3.2.2).
    private var local: Substring {
        guard target.first?.isLetter == true, let mark = target.firstRange(of: "://"),
            target[..<mark.lowerBound].utf8.allSatisfy({ Character(Unicode.Scalar($0)).isSchemeCharacter })
        else { return target[...] }
        return target[mark.upperBound...].drop { $0 != "/" && $0 != "?" }
    }

    init(lines: [Substring]) throws(HeadError) {
        let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, !words[0].isEmpty, !words[1].isEmpty, words[2].hasPrefix("HTTP/1.") else {
            throw .malformed("not an HTTP/1.1 request line: \(HeaderLines.shown(lines.first ?? ""))")
        }
        self.init(
            method: String(words[0]),
            target: String(words[1]),
            headers: try HeaderLines.fields(lines.dropFirst()),
            isHTTP11: words[2] == "HTTP/1.1"
        )
    }
}

extension Character {
    /// Whether it may stand in a scheme (RFC 3986 §3.1).
    fileprivate var isSchemeCharacter: Bool { isASCII && (isLetter || isNumber || "+-.".contains(self)) }
}
