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

    @Test("words too short to mean anything are left alone")
    func short() {
        #expect(redaction("a").of("banana") == "banana")
    }
}
