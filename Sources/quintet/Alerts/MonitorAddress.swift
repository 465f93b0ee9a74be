import ArgumentParser
import FoundationEssentials
import Transport

/// Which monitor is meant, and what it is asked.
struct MonitorAddress: ParsableArguments {
    /// It is on this machine, and may be sending a sample to a receiver that has up to five minutes.
    private static let patience = Duration.seconds(310)

    @Option(help: ArgumentHelp("Where the monitor serves HTTP.", valueName: "url"))
    var url = "http://127.0.0.1:9555"

    func validate() throws {
        if let objection = HTTPCall.objection(to: url) { throw ValidationError("--url \(objection)") }
    }

    /// What the monitor says to that. Ends the program with 3 where none answers, and with 2 where it refuses.
    func ask(_ method: String, _ path: String, _ query: [String: String] = [:]) async throws -> MonitorAnswer {
        let items = query.map { "\($0)=\(Self.encoded($1))" }
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        let address = base + path + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
        let client = HTTPClient(resolver: NameResolver(ResolverSettings()))
        defer { client.shutDown() }
        let call = HTTPCall(method: method, url: address, maxBody: 16 << 20)
        let answer: HTTPAnswer
        do throws(HTTPFailure) {
            answer = try await client.send(call, before: .now + Self.patience)
        } catch {
            Output.error("quintet: no monitor answers at \(url): \(error)")
            throw ExitCode.inconclusive
        }
        let text = String(decoding: answer.body, as: UTF8.self)
        guard (200...299).contains(answer.status) else {
            // Whatever is no problem document is told by its status alone.
            let problem = try? JSONDecoder().decode(Problem.self, from: Data(answer.body))
            let words = [problem?.title, problem?.detail].compactMap(\.self).joined(separator: ": ")
            throw ExitCode.usage("quintet: the monitor answers \(answer.status)\(words.isEmpty ? "" : ", \(words)")")
        }
        return MonitorAnswer(text: text)
    }

    private struct Problem: Decodable {
        let title: String?
        let detail: String?
    }

    /// Percent-encoded but for the characters that mean nothing in a URL (RFC 3986 §2.3).
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.append(Character(Unicode.Scalar(byte)))
            default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}

/// What a monitor answered.
struct MonitorAnswer {
    /// The body as it came.
    let text: String

    /// What it says, as JSON. Ends the program with 3 where it is no answer of a monitor.
    func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            Output.error("quintet: what answers is no monitor of this version")
            throw ExitCode.inconclusive
        }
    }
}
