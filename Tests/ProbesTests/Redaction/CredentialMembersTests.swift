import Configuration
import NIOCore
import Testing
import Transport

@testable import Probes

@Suite("Credentials of a message")
struct CredentialMembersTests {
    private func shown(_ text: String) -> String { Redaction().of(text) }

    @Test(
        "are taken out by their names, however those are written",
        arguments: [
            "token", "session_token", "sessionToken", "SESSION-TOKEN", "access_token", "refresh_token", "id_token",
            "csrf token", "password", "newPassword", "client_secret", "authorization", "Proxy-Authorization", "api_key",
            "x-api-key", "cookie", "Set-Cookie", "jwt", "ticket", "ticket_id", "auth_ticket", "credentials",
            "to\\u006ben",
        ]
    )
    func names(name: String) {
        #expect(shown(#"{"\#(name)":"abc","n":1}"#) == #"{"\#(name)":"<redacted>","n":1}"#)
    }

    @Test(
        "are not what has another name: ids, counts, and keys that are keys of maps stay",
        arguments: [
            "session_id", "run_id", "thread_id", "request_id", "connection_id", "nonce", "prompt_tokens", "tokens",
            "token_count", "key", "keys", "tokenizer", "secretary", "passwordless", "code", "author", "", "🔑",
        ]
    )
    func otherNames(name: String) {
        let text = #"{"\#(name)":"abc","n":1}"#
        #expect(shown(text) == text)
    }

    @Test(
        "are taken out with everything below them, and at any depth",
        arguments: [
            (#"{"data":{"payload":[{"token":"abc"}]}}"#, #"{"data":{"payload":[{"token":"<redacted>"}]}}"#),
            (
                #"{"token":{"value":"abc","kind":["x",{"y":"z"}]},"id":"i"}"#,
                #"{"token":{"value":"<redacted>","kind":["<redacted>",{"y":"<redacted>"}]},"id":"i"}"#
            ),
            (#"{ "token" : "abc" , "id" : "i" }"#, #"{ "token" : "<redacted>" , "id" : "i" }"#),
            (#"{"password":123456,"pin":-1.5e3}"#, #"{"password":"<redacted>","pin":-1.5e3}"#),
            (#"{"token":"a\"b\\","id":"i"}"#, #"{"token":"<redacted>","id":"i"}"#),
            (#"["token","abc"]"#, #"["token","abc"]"#),
        ]
    )
    func depth(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    @Test("nothing, an empty text, true and false tell nobody anything, and stay")
    func empty() {
        let text = #"{"token":null,"password":"","secret":false,"jwt":{},"ticket":[true]}"#
        #expect(shown(text) == text)
    }

    @Test(
        "are found in JSON that is a string of JSON",
        arguments: [
            (
                #"{"result":"{\"token\":\"abc\",\"id\":\"i\"}"}"#,
                #"{"result":"{\"token\":\"<redacted>\",\"id\":\"i\"}"}"#
            ),
            (
                #"{"a":"{\"b\":\"{\\\"token\\\":\\\"abc\\\"}\"}"}"#,
                #"{"a":"{\"b\":\"{\\\"token\\\":\\\"<redacted>\\\"}\"}"}"#
            ),
            (#"{"url":"wss:\/\/h\/ws?token=abc\u0026env=x"}"#, #"{"url":"wss://h/ws?token=<redacted>&env=x"}"#),
            (#"{"text":"a\nb \"token\" c"}"#, #"{"text":"a\nb \"token\" c"}"#),
        ]
    )
    func nested(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    @Test(
        "are found in what is broken or cut",
        arguments: [
            (#"{"token":"abc"#, #"{"token":"<redacted>"#), (#"{"token":"abc\"#, #"{"token":"<redacted>"#),
            (#"{"token":"abc","x":}"#, #"{"token":"<redacted>","x":}"#),
            (#"}}]"token":"abc"}"#, #"}}]"token":"<redacted>"}"#), (#"{"token":12"#, #"{"token":"<redacted>""#),
            (#"data: {"token":"abc"}"#, #"data: {"token":"<redacted>"}"#), (#"{"token""#, #"{"token""#),
            (#"{"token":"#, #"{"token":"#), ("\"", "\""), ("\"\\", "\"\\"),
        ]
    )
    func broken(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    /// What a reader of the whole value would show.
    private func oracle(_ value: JSONValue, isHidden: Bool = false) -> JSONValue {
        switch value {
        case .null, .bool: value
        case .number: isHidden ? "<redacted>" : value
        case .string(let text): isHidden && !text.isEmpty ? "<redacted>" : value
        case .array(let items): .array(items.map { oracle($0, isHidden: isHidden) })
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map {
                        .init($0.name, oracle($0.value, isHidden: isHidden || $0.name.hasSuffix("token")))
                    }
                )
            )
        }
    }

    /// `value` with a member more in some of its objects.
    private func planted(_ value: JSONValue, _ random: inout RandomJSON) -> JSONValue {
        switch value {
        case .null, .bool, .number, .string: return value
        case .array(let items): return .array(items.map { planted($0, &random) })
        case .object(let object):
            var members = object.members.map { JSONObject.Member($0.name, planted($0.value, &random)) }
            if random.below(2) == 0 {
                let member = JSONObject.Member("session_token", random.value(depth: 2))
                members.insert(member, at: random.below(members.count + 1))
            }
            return .object(JSONObject(members))
        }
    }

    @Test("are taken out of any JSON as somebody would who read it all, and nothing else is")
    func oracle() throws {
        for seed in 0..<400 {
            var random = RandomJSON(seed)
            let plain = random.value(depth: 5)
            let value = planted(plain, &random)
            let text = random.text(value)
            #expect(try JSONValue(parsing: shown(text)) == oracle(value), "seed \(seed)")
            let untouched = random.text(plain)
            #expect(shown(untouched) == untouched, "seed \(seed)")
        }
    }

    @Test("are looked for in anything without a crash")
    func anything() {
        for seed in 0..<400 {
            var random = RandomJSON(seed)
            let value = planted(random.value(depth: 5), &random)
            let bytes = random.mutated(Array(random.text(value).utf8))
            _ = Redaction().redacted(bytes)
        }
    }

    @Test("are none in recorded runs, so that a replay finds what the run found", arguments: ["agent-run", "ag-ui"])
    func recorded(name: String) throws {
        for (message, _) in try RecordedRun(name).messages {
            let text = String(buffer: message.payload)
            #expect(shown(text) == text)
        }
    }
}
