public import HTTPTypes
import NIOCore

/// An answer other than 101: what the server, or something before it, said instead.
public struct UpgradeRefusal: Sendable, Equatable {
    /// 200 to 599.
    public let status: Int
    /// Those of the answer, challenges and hints to retry among them.
    public let headers: HTTPFields
    /// At most 4 KiB of the body.
    public let body: String
}

/// The client's half of the upgrade as a machine: bytes of the answer in, a verdict on them out (RFC 6455 §4.1).
struct UpgradeAnswer {
    enum Outcome: Equatable {
        case incomplete
        /// 101 and everything as it must be; bytes that came behind the head belong to the session.
        case switched(subprotocol: String?, rest: ByteBuffer)
        case refused(UpgradeRefusal)
        case invalid(String)
        case subprotocol(String)
    }

    private static let beginning = Array("HTTP/1.".utf8)

    private let request: UpgradeRequest
    private let key: String
    private var head: HeadReader
    private let limit: Int
    /// What is left of the limit after the informational answers so far.
    private var room: Int
    private var refusal: (head: ResponseHead, body: RefusalBody)?
    /// The head of the final answer, as soon as it is here.
    private(set) var answered: ResponseHead?

    init(to request: UpgradeRequest, key: String, headLimit: Int) {
        self.request = request
        self.key = key
        limit = headLimit
        room = headLimit
        head = HeadReader(limit: headLimit)
    }

    mutating func feed(_ bytes: ByteBuffer) -> Outcome {
        if refusal != nil { return collect(bytes) }
        do throws(HeadError) {
            guard let answer = try final(bytes) else { return .incomplete }
            answered = answer
            guard answer.status != 101 else { return check(answer) }
            refusal = (answer, RefusalBody(answer))
            return collect(head.rest)
        } catch {
            return .invalid(error.description)
        }
    }

    /// The connection ended, or time is up, while an answer was being read.
    func end(_ how: String) -> Outcome {
        if let refusal { return .refused(Self.refusal(refusal.head, refusal.body)) }
        return .invalid(head.isEmpty ? "\(how) before any answer" : "\(how) in the middle of the answer's head")
    }

    /// Whether the answer's head is here and only the rest of a refusal's body is awaited.
    var isRefused: Bool { refusal != nil }

    /// The head of the final answer; informational ones may come before it (RFC 9110 §15.2).
    private mutating func final(_ bytes: ByteBuffer) throws(HeadError) -> ResponseHead? {
        var bytes = bytes
        while let lines = try lines(bytes) {
            let answer = try ResponseHead(lines: lines)
            guard answer.status < 200, answer.status != 101 else { return answer }
            bytes = head.rest
            room -= head.everything.readableBytes - bytes.readableBytes
            head = HeadReader(limit: max(0, room))
            if bytes.readableBytes == 0 { return nil }
        }
        // A server that speaks something else often waits for us, and would be waited for until the deadline.
        guard Self.beginning.starts(with: head.prefix(Self.beginning.count)) else {
            let start = Substring(decoding: head.prefix(60), as: UTF8.self)
            throw .malformed("not HTTP: \(HeaderLines.shown(start))")
        }
        return nil
    }

    private mutating func lines(_ bytes: ByteBuffer) throws(HeadError) -> [Substring]? {
        do throws(HeadError) {
            return try head.feed(bytes)
        } catch {
            // Together they have the room of one head.
            throw room < limit && error == .tooLong(limit: max(0, room))
                ? .malformed("informational answers without an end") : error
        }
    }

    private mutating func collect(_ bytes: ByteBuffer) -> Outcome {
        guard var refusal else { return .incomplete }
        let isWhole = refusal.body.feed(bytes)
        self.refusal = refusal
        return isWhole ? .refused(Self.refusal(refusal.head, refusal.body)) : .incomplete
    }

    private static func refusal(_ head: ResponseHead, _ body: RefusalBody) -> UpgradeRefusal {
        UpgradeRefusal(status: head.status, headers: head.headers, body: body.text)
    }

    private func check(_ answer: ResponseHead) -> Outcome {
        guard answer.isHTTP11 else { return .invalid("101 in HTTP/1.0, which can't be upgraded (RFC 9110 §7.8)") }
        let protocols = answer.headers.tokens(.upgrade)
        guard protocols.map({ $0.lowercased() }) == ["websocket"] else {
            return .invalid(
                protocols.isEmpty
                    ? "101 without \"Upgrade: websocket\""
                    : "101 whose Upgrade header says something else than \"websocket\" (RFC 6455 §4.1)"
            )
        }
        guard answer.headers.has("upgrade", in: .connection) else {
            return .invalid("101 without \"Connection: Upgrade\"")
        }
        let accept = answer.headers[values: .secWebSocketAccept]
        guard accept == [AcceptKey.answer(to: key)] else {
            return .invalid(
                accept.isEmpty ? "101 without Sec-WebSocket-Accept" : "101 with a wrong Sec-WebSocket-Accept"
            )
        }
        guard let extensions = HTTPField.Name("Sec-WebSocket-Extensions"), answer.headers.tokens(extensions).isEmpty
        else {
            return .invalid("101 with an extension that was not offered")
        }
        let chosen = answer.headers.tokens(.webSocketProtocol)
        guard chosen.count <= 1, chosen.allSatisfy(request.subprotocols.contains) else {
            return .subprotocol("the server chose a subprotocol that was not offered")
        }
        guard !chosen.isEmpty || !request.requiresSubprotocol else {
            return .subprotocol("the server chose none of the offered subprotocols, and the target requires one")
        }
        return .switched(subprotocol: chosen.first, rest: head.rest)
    }
}
