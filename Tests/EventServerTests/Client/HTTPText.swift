import FoundationEssentials
import NIOCore

/// An HTTP answer as text taken apart.
struct HTTPText {
    let status: Int
    let headers: [(name: String, value: String)]
    let body: String

    init?(_ text: String) {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, let status = Int(words[1]) else { return nil }
        self.status = status
        headers = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
        body = String(text[end.upperBound...])
    }

    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    func decoded<Body: Decodable>(_ type: Body.Type) throws -> Body {
        try JSONDecoder().decode(type, from: Data(body.utf8))
    }
}

/// HTTP by hand.
struct HTTPWire {
    let port: Int

    func get(_ path: String, headers: [String] = []) async throws -> HTTPText {
        try await exchange("GET", path, headers: headers)
    }

    func post(_ path: String, _ body: String = "", headers: [String] = []) async throws -> HTTPText {
        try await exchange("POST", path, body, headers: headers)
    }

    func exchange(
        _ method: String,
        _ path: String,
        _ body: String = "",
        headers: [String] = [],
        host: String? = nil
    ) async throws -> HTTPText {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\n"
        for header in headers { text += "\(header)\r\n" }
        if !body.isEmpty { text += "Content-Length: \(body.utf8.count)\r\n" }
        return try await raw(text + "\r\n" + body)
    }

    /// Sends `text` and reads until the server closes.
    func raw(_ text: String) async throws -> HTTPText {
        let connection = try await RawConnection(port: port)
        try await connection.send(text)
        let answer = await connection.rest()
        guard let read = HTTPText(answer) else { throw NoAnswer(text: answer) }
        return read
    }
}

/// What came instead of an HTTP answer.
struct NoAnswer: Error {
    let text: String
}
