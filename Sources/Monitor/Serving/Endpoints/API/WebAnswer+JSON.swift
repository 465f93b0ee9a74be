import FoundationEssentials
import HTTPTypes

extension WebAnswer {
    /// `document` as JSON, keys sorted.
    static func json(_ document: some Encodable, status: HTTPResponse.Status = .ok) -> WebAnswer {
        do {
            return json(text: try JSONText.of(document), status: status)
        } catch {
            return .problem(.internalServerError, "the answer cannot be written as JSON: \(error)")
        }
    }

    /// JSON that is text already.
    static func json(text: [UInt8], status: HTTPResponse.Status = .ok) -> WebAnswer {
        WebAnswer(status, type: "application/json", body: text + [UInt8(ascii: "\n")])
    }
}

/// JSON as the API writes it: in one line, keys sorted.
enum JSONText {
    static func of(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}
