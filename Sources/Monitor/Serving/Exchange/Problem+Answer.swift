import FoundationEssentials
import HTTPTypes

extension WebAnswer {
    /// An error as RFC 9457 has it: for programs its status, for people its detail.
    static func problem(_ status: HTTPResponse.Status, _ detail: String, headers: HTTPFields = [:]) -> WebAnswer {
        let document = ProblemDocument(title: status.reasonPhrase, status: status.code, detail: detail)
        return WebAnswer(status, type: "application/problem+json", body: document.json, headers: headers)
    }
}

/// RFC 9457 §3.1. Without a type it means what its status means (§4.2.1).
private struct ProblemDocument: Encodable {
    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String

    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and a number can always be encoded.
        guard let data = try? encoder.encode(self) else { return Array("{\"status\":\(status)}\n".utf8) }
        return Array(data) + [UInt8(ascii: "\n")]
    }
}
