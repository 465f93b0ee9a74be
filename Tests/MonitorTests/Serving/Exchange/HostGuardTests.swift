import HTTPTypes
import Testing

@testable import Monitor

@Suite("Who may change something")
struct HostGuardTests {
    private let guardian = HostGuard(names: ["quintet.example.com", "127.0.0.1"])

    private func objection(
        _ headers: HTTPFields = [:],
        to authority: String = "127.0.0.1:9555",
        fromLoopback: Bool = true
    ) -> String? {
        guardian.objection(
            toLocal: WebRequest(
                method: .post,
                path: "/",
                headers: headers,
                authority: authority,
                isFromLoopback: fromLoopback
            )
        )
    }

    private func fields(_ name: String, _ value: String) throws -> HTTPFields {
        [try #require(HTTPField.Name(name)): value]
    }

    @Test("a program on the machine may, and so may a page of ours")
    func ours() throws {
        #expect(objection() == nil)
        #expect(objection([.origin: "http://127.0.0.1:9555"]) == nil)
        #expect(objection([.origin: "https://quintet.example.com"], to: "quintet.example.com") == nil)
        #expect(objection(try fields("Sec-Fetch-Site", "same-origin")) == nil)
        #expect(objection(try fields("Sec-Fetch-Site", "none")) == nil)
    }

    @Test(
        "a page of another origin may not, not even of another port of this machine, or of a bare address",
        arguments: [
            "http://evil.example", "http://localhost:3000", "http://127.0.0.1:3000", "http://127.0.0.1",
            "http://203.0.113.5", "http://203.0.113.5:9555", "http://[::1]:9555", "null", "",
        ]
    )
    func foreignOrigin(origin: String) {
        #expect(objection([.origin: origin])?.contains("origin") == true)
    }

    @Test("what a browser says of the page counts", arguments: ["cross-site", "same-site", "anything"])
    func fetchMetadata(site: String) throws {
        #expect(objection(try fields("Sec-Fetch-Site", site))?.contains("Sec-Fetch-Site: \(site)") == true)
    }

    @Test("a name that somebody else made mean our address is not ours")
    func rebinding() {
        #expect(objection(to: "evil.example:9555")?.contains("the Host evil.example is not one") == true)
    }

    @Test("who is not on this machine may not, and a proxy on it speaks for others")
    func remote() throws {
        #expect(objection(fromLoopback: false)?.contains("loopback") == true)
        for name in ["Forwarded", "X-Forwarded-For", "Via"] {
            #expect(objection(try fields(name, "for=203.0.113.5"))?.contains("proxy") == true)
        }
    }
}
