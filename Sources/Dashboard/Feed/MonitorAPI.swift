import FoundationEssentials
import HTTPTypes
import Results
import Transport

/// Asks a monitor over its HTTP API. Every answer is bounded, and every question ends.
struct MonitorAPI: Sendable {
    private static let limit = 8 << 20
    private static let patience = Duration.seconds(10)
    private static let pageSize = 50

    /// Without a slash at its end.
    let base: String
    let client: HTTPClient

    init(base: String, client: HTTPClient) {
        self.base = String(base.reversed().drop { $0 == "/" }.reversed())
        self.client = client
    }

    /// The answer to `question`; what goes wrong is an answer too.
    func ask(_ question: Question) async -> News {
        do throws(APIFailure) {
            switch question {
            case .status:
                return .status(try await get("/api/v1/status"))
            case .detail(let probe):
                return .detail(try await get("/api/v1/probes/\(Self.encoded(probe))"))
            case .results(let probe):
                let path = "/api/v1/results?probe=\(Self.encoded(probe))&limit=\(Self.pageSize)"
                let page: ResultPage = try await get(path)
                return .results(probe: probe, page.results)
            case .run(let id):
                let result: ProbeResult = try await get("/api/v1/results/\(Self.encoded(id))")
                return .run(result, await transcript(of: id))
            case .alerts:
                return .alerts(try await get("/api/v1/alerts"))
            case .runNow(let probe):
                _ = try await send("POST", "/api/v1/probes/\(Self.encoded(probe))/run")
                return .running(probe: probe)
            }
        } catch {
            return .refused(error.description)
        }
    }

    /// `/api/v1/status`, for who wants to know why there is none.
    func status() async throws(APIFailure) -> MonitorStatus { try await get("/api/v1/status") }

    /// A run that passed often has none.
    private func transcript(of id: String) async -> TranscriptLines? {
        do throws(APIFailure) {
            return TranscriptLines(json: try await send("GET", "/api/v1/results/\(Self.encoded(id))/transcript"))
        } catch {
            return nil
        }
    }

    private func get<Answer: Decodable>(_ path: String) async throws(APIFailure) -> Answer {
        let body = try await send("GET", path)
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(body))
        } catch {
            throw .unreadable(path)
        }
    }

    private func send(_ method: String, _ path: String) async throws(APIFailure) -> [UInt8] {
        let call = HTTPCall(
            method: method,
            url: base + path,
            headers: [.accept: "application/json"],
            maxBody: Self.limit
        )
        let answer: HTTPAnswer
        do throws(HTTPFailure) {
            answer = try await client.send(call, before: .now.advanced(by: Self.patience))
        } catch {
            throw .unreachable(error)
        }
        guard (200..<300).contains(answer.status) else { throw .refused(answer.status, Self.problem(answer.body)) }
        return answer.body
    }

    /// What an RFC 9457 problem document says; nil when it is none.
    private static func problem(_ body: [UInt8]) -> String? {
        struct Problem: Decodable {
            var title: String?
            var detail: String?
        }
        // Any other body has no words for people.
        guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(body)) else { return nil }
        return problem.detail ?? problem.title
    }

    /// A part of a path or a value of a query (RFC 3986 §2.3).
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isUnreserved =
                ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                || ["-", ".", "_", "~"].contains(scalar)
            if isUnreserved {
                encoded.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        // A name of dots alone would lead elsewhere.
        return encoded.allSatisfy { $0 == "." } ? encoded.replacing(".", with: "%2E") : encoded
    }
}
