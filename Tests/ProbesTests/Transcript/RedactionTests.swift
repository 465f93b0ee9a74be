import Configuration
import Testing

@testable import Probes

@Suite("Redaction")
struct RedactionTests {
    private func redaction(_ secrets: String...) -> Redaction {
        var redaction = Redaction()
        for secret in secrets { redaction.add(Secret(secret)) }
        return redaction
    }

    @Test("a secret vanishes wherever it stands, the longer one whole")
    func vanishes() {
        let redaction = redaction("token", "token-and-more")
        #expect(redaction.of("a token-and-more b token c") == "a <redacted> b <redacted> c")
    }

    @Test("a combining accent behind a secret does not save it")
    func accents() {
        #expect(redaction("secret").of("secret\u{301}") == "<redacted>\u{301}")
    }

    @Test("what holds no secret is unchanged; without redaction the secret stands there")
    func twin() {
        #expect(redaction("secret").of("nothing to see") == "nothing to see")
        #expect(Redaction().of("a secret") == "a secret")
    }

    @Test("of a long secret that a text was cut in, what is left of it vanishes; a few of its bytes are no secret")
    func cut() {
        let token = "eyJhbGciOiJIUzI1NiJ9." + String(repeating: "0123456789abcdef", count: 20)
        let redaction = redaction(token)
        #expect(redaction.of("bad token \(token.prefix(100))… (401)") == "bad token <redacted>… (401)")
        #expect(redaction.of("twice \(token)\(token.prefix(16))") == "twice <redacted><redacted>")
        #expect(redaction.of("not \(token.prefix(15))") == "not eyJhbGciOiJIUzI")
        #expect(self.redaction("a long and boring password").of("a long and boring day") == "a long and boring day")
    }

    @Test("words too short to mean anything are left alone")
    func short() {
        #expect(redaction("a").of("banana") == "banana")
    }
}
