import NIOCore

/// An error told to the client in a frame; the connection stays open.
enum ErrorFrame: Equatable {
    /// No JSON object with a `type`.
    case unreadable
    /// A binary message, which this protocol does not have.
    case binary
    case unknown(type: String)
    case noText(type: String, runID: String?)
    case tooManyRuns(limit: Int, runID: String?)
    /// The server is about to stop.
    case draining(runID: String?)

    var code: String {
        switch self {
        case .unreadable, .binary: "JSON_PARSE_ERROR"
        case .unknown, .noText: "AGENT_REQUEST_ERROR"
        case .tooManyRuns: "RATE_LIMITED"
        case .draining: "SERVICE_INIT_FAILED"
        }
    }

    private var message: String {
        switch self {
        case .unreadable: "the message is not a JSON object with a string type"
        case .binary: "binary messages are not part of this protocol; send JSON as text"
        case .unknown(let type): "unknown message type \(String(type.unicodeScalars.prefix(64)))"
        case .noText(let type, _): "the \(type) has no text; put it into content"
        case .tooManyRuns(let limit, _): "\(limit) runs of this user are under way already; wait for one to end"
        case .draining: "the server is shutting down and starts no new run"
        }
    }

    private var runID: String? {
        switch self {
        case .unreadable, .binary, .unknown: nil
        case .noText(_, let runID), .tooManyRuns(_, let runID), .draining(let runID): runID
        }
    }

    func bytes(at now: Timestamp) -> ByteBuffer {
        var members = [
            JSON.Member("type", "error_message"),
            JSON.Member("error_code", .string(code)),
            JSON.Member("error_message", .string(message)),
            JSON.Member("details", [:]),
            JSON.Member("timestamp", .double(now.seconds)),
        ]
        if let runID { members.append(JSON.Member("run_id", .string(runID))) }
        return JSON.object(members).bytes
    }
}
