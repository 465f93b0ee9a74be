import Configuration
import HTTPTypes
import Testing
import Transport

@testable import Probes

@Suite("Credentials of our own")
struct RedactionTests {
    private func redaction(_ secrets: String...) -> Redaction {
        var redaction = Redaction()
        for secret in secrets { redaction.add(Secret(secret)) }
        return redaction
    }

    @Test("a secret vanishes wherever it stands, the longer one whole")
    func vanishes() {
        let redaction = redaction("hunting", "hunting-and-more")
        #expect(redaction.of("a hunting-and-more b hunting c") == "a <redacted> b <redacted> c")
    }

    @Test("a combining accent behind a secret does not save it")
    func accents() {
        #expect(redaction("hunting").of("hunting\u{301}") == "<redacted>\u{301}")
    }

    @Test("what holds no secret is unchanged; without redaction the secret stands there")
    func twin() {
        #expect(redaction("hunting").of("nothing to see") == "nothing to see")
        #expect(Redaction().of("a hunting day") == "a hunting day")
    }

    @Test("words too short to mean anything are left alone, short ones are found as whole words")
    func short() {
        #expect(redaction("a").of("banana") == "banana")
        #expect(redaction("test").of("the latest test, test1") == "the latest <redacted>, test1")
        #expect(redaction("test-one").of("the latest-one") == "the la<redacted>")
    }

    @Test(
        "a secret is found as JSON and URLs write it, and in JSON that is broken",
        arguments: [
            (#"{"echo":"pa\"ss/wörd"}"#, #"{"echo":"<redacted>"}"#),
            (#"{"echo":"pa\"ss\/wörd"}"#, #"{"echo":"<redacted>"}"#),
            (#"{"echo":"p\u0061\"ss/wörd!"}"#, #"{"echo":"<redacted>!"}"#),
            (#"{"echo":"{\"a\":\"pa\\\"ss/wörd\"}"}"#, #"{"echo":"{\"a\":\"<redacted>\"}"}"#),
            (#"echo":"pa\"ss/wörd"#, #"echo":"<redacted>"#), (#"{"pa\"ss/wörd":1}"#, #"{"<redacted>":1}"#),
            ("GET /?x=pa%22ss%2Fw%C3%B6rd", "GET /?x=<redacted>"),
        ]
    )
    func written(text: String, expected: String) {
        #expect(redaction(#"pa"ss/wörd"#).of(text) == expected)
    }

    @Test("the beginning of a long secret is found wherever it stands; a few of its bytes are no secret")
    func beginning() {
        let token = "opaque-" + String(repeating: "0123456789abcdef", count: 20)
        let redaction = redaction(token)
        #expect(redaction.of("bad \(token.prefix(100)) (401)") == "bad <redacted> (401)")
        #expect(redaction.of("twice \(token)\(token.prefix(16))") == "twice <redacted><redacted>")
        #expect(redaction.of("not \(token.prefix(15))") == "not opaque-01234567")
        #expect(self.redaction("a long and boring password").of("a long and boring day") == "a long and boring day")
    }

    @Test("what is left of a secret where a text was cut is found too; less of it than that is not")
    func cut() {
        let redaction = redaction("correct horse battery")
        #expect(redaction.of("it said: correct horse b…") == "it said: <redacted>…")
        #expect(redaction.of("it said: correct horse b.") == "it said: correct horse b.")
        #expect(redaction.of("it said: cor…") == "it said: cor…")
    }

    @Test("a name that a server gives is shown without them, and else as it is")
    func names() {
        let redaction = redaction("correct horse battery")
        #expect(redaction.ofName("tool correct horse battery") == "tool <redacted>")
        #expect(redaction.ofName("session_token=abc") == "session_token=abc")
    }

    @Test("what a target's own description holds is known")
    func target() throws {
        var target = Target(name: "t", url: try WebSocketURL("ws://h/ws?env=local1234&key=query-credential"))
        target.headers = [
            try #require(HTTPField.Name("X-Api-Key")): "header-credential",
            .cookie: "sid=cookie-credential; other=other-credential",
            .authorization: "Bearer given-credential",
            try #require(HTTPField.Name("X-Route")): "route-from-a-file",
            try #require(HTTPField.Name("X-Team")): "probes-and-more",
        ]
        target.secretHeaders = [try #require(HTTPField.Name("x-route"))]
        target.secrets = [Secret("key-in-a-request")]
        let redaction = Redaction(of: target)
        for secret in [
            "query-credential", "header-credential", "cookie-credential", "other-credential", "given-credential",
            "route-from-a-file", "key-in-a-request",
        ] {
            #expect(redaction.of("saw \(secret) there") == "saw <redacted> there")
        }
        for open in ["local1234", "probes-and-more", "Bearer of news"] { #expect(redaction.of(open) == open) }
    }
}
