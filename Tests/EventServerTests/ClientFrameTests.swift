import FoundationEssentials
import NIOCore
import TestSupport
import Testing

@testable import EventServer

@Suite("What a client's message says", .timeLimit(.minutes(5)))
struct ClientFrameTests {
    private static let names = [
        "type", "event", "content", "message", "text", "user_request", "task", "run_id", "thread_id", "agent_name",
        "last_event_id",
    ]

    static let seeds = [
        #"{"type":"user_message","payload":{"content":"hello","run_id":"r","thread_id":"t","client_environment":null}}"#,
        #" { "type" : "chat" , "data" : { "message" : "a \"b\" \\ \/ \b\f\n\r\t \u00e9 \ud83d\ude00 é 😀" } } "#,
        #"{"type":"chat","payload":7,"data":{"text":"x"},"content":["a",{"b":[1,-2.5e+3,0,true,false,null]},""]}"#,
        #"{"payload":{"type":"inner","content":{"text":"x"}},"event":"ping","task":"","agent_name":false}"#,
        #"{"\u0074ype":"ping","last_event_id":"ab-1","":{},"x":{"y":{"z":[[[]],{}]}}}"#,
    ]

    @Test("is what Foundation reads in it, byte by byte changed", arguments: seeds.indices)
    func changed(seed: Int) {
        let text = Array(Self.seeds[seed].utf8)
        var generator = Seeded(UInt64(seed))
        let alphabet = Array(#"{}[]",:\/-+.eEu0123456789abtfnrul "#.utf8) + [0x00, 0x0A, 0x1F, 0x7F]
        #expect(Self.agree(text), "as it is")
        for end in text.indices { #expect(Self.agree(Array(text[..<end])), "cut at \(end)") }
        for _ in 0..<4000 {
            var changed = text
            for _ in 0...generator.next(below: 3) {
                let index = generator.next(below: changed.count)
                let byte = alphabet[generator.next(below: alphabet.count)]
                switch generator.next(below: 3) {
                case 0: changed[index] = byte
                case 1: changed.insert(byte, at: index)
                default: changed.remove(at: index)
                }
            }
            #expect(Self.agree(changed), "\(String(decoding: changed, as: UTF8.self))")
        }
    }

    @Test("nothing at all of what is no JSON object, or nested too deeply")
    func broken() {
        for text in [
            "", " ", "[]", "7", "\"a\"", "null", "{", "}", "{}}", "{} x", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}",
            "{\"a\":01}", "{\"a\":-}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":+1}", "{\"a\":tru}",
            "{\"a\":NaN}",
            "{\"a\":\"\n\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"", "{a:1}", "{'a':1}", "{\"a\":[1,]}",
        ] {
            #expect(throws: JSONWalk.Broken.self, "\(text)") { try ClientFrame(ByteBuffer(string: text)) }
        }
        let nested = { (depth: Int) in
            let text = #"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
            return try ClientFrame(ByteBuffer(string: text))
        }
        #expect(throws: Never.self) { try nested(JSONWalk.deepest - 1) }
        #expect(throws: JSONWalk.Broken.self) { try nested(JSONWalk.deepest) }
        #expect(throws: JSONWalk.Broken.self) { try nested(1 << 20) }
    }

    @Test("half of a surrogate pair is no text, and the first of two members counts")
    func odd() throws {
        let half = try ClientFrame(ByteBuffer(string: #"{"type":"ping","content":"\ud83d","text":"\ude00\ud83d"}"#))
        #expect(half.top["content", "text"] == nil && half.top["type"] == "ping")
        let two = try ClientFrame(
            ByteBuffer(string: #"{"type":"a","type":"b","data":{"text":"c"},"data":{"text":"d"}}"#)
        )
        #expect(two.top["type"] == "a" && two.body["text"] == "c")
    }

    /// Whether a comma stands before the end of an object or a list: Foundation takes that, and RFC 8259 does not.
    private static func hasLooseComma(_ bytes: [UInt8]) -> Bool {
        let dense = bytes.filter { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
        return zip(dense, dense.dropFirst()).contains { $0 == UInt8(ascii: ",") && "]}".utf8.contains($1) }
    }

    /// Whether both read the same, or the witness has no opinion: it may not read what a number of no double makes of a
    /// message, and two members of a name.
    private static func agree(_ bytes: [UInt8]) -> Bool {
        let ours = try? ClientFrame(ByteBuffer(bytes: bytes))
        guard let witness = try? JSONDecoder().decode(DecodedFrame.self, from: Data(bytes)) else { return true }
        guard let ours else { return hasLooseComma(bytes) }
        let same = { (body: ClientFrame.Body, texts: [String: String]) in
            names.allSatisfy { body[$0] == texts[$0].flatMap { $0.isEmpty ? nil : $0 } }
        }
        guard (ours.payload == nil) == (witness.payload == nil), same(ours.top, witness.top) else { return false }
        guard let ours = ours.payload, let witness = witness.payload else { return true }
        return same(ours, witness)
    }
}
