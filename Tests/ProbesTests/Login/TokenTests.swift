import FoundationEssentials
import Results
import Testing

@testable import Probes

@Suite("Tokens")
struct TokenTests {
    private let now = WallTime(milliseconds: 1_000_000_000)

    private func jwt(_ claims: String) -> String {
        let middle = Data(claims.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return "e30.\(middle).c2ln"
    }

    @Test("a JWT says when it ends and whose it is")
    func claims() {
        let token = Token(jwt(#"{"exp":1000300.5,"sub":"u-1"}"#), obtained: now)
        #expect(token.expiry == 1_000_300.5)
        #expect(token.userIDs == ["u-1"])
    }

    @Test("anything else is opaque", arguments: ["", "opaque", "a.b", "a.b.c.d", "e30.!!.x", "e30.bm8ganNvbg.x"])
    func opaque(text: String) {
        let token = Token(text, obtained: now)
        #expect(token.expiry == nil)
        #expect(token.userIDs.isEmpty)
    }

    @Test("used again for its time, and never past its end or for a run that would outlast it")
    func life() {
        let token = Token(jwt(#"{"exp":1000300}"#), obtained: now)
        let later = now.advanced(by: .seconds(59))
        #expect(token.isGood(at: later, for: .seconds(10), life: .time(.seconds(60))))
        #expect(!token.isGood(at: now.advanced(by: .seconds(60)), for: .seconds(10), life: .time(.seconds(60))))
        #expect(!token.isGood(at: now.advanced(by: .seconds(291)), for: .seconds(10), life: .expiry))
        #expect(token.isGood(at: now.advanced(by: .seconds(289)), for: .seconds(10), life: .expiry))
        #expect(!token.isGood(at: now, for: .seconds(10), life: .run))
    }

    @Test("a clock that was set back makes no token young again")
    func clockSetBack() {
        let token = Token("opaque", obtained: now)
        #expect(!token.isGood(at: now.advanced(by: .seconds(-1)), for: .seconds(1), life: .time(.seconds(60))))
        #expect(!token.isGood(at: now, for: .seconds(1), life: .expiry))
    }
}
