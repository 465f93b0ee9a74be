import Monitor
import Testing
import Transport

@Suite("Where a server listens")
struct ListenAddressTextTests {
    @Test(
        "an address is read and written the same",
        arguments: ["127.0.0.1:9555", "0.0.0.0:80", "[::1]:0", "localhost:65535"]
    )
    func good(text: String) throws {
        #expect(try ListenAddressText.parse(text).description == text)
    }

    @Test(
        "an address that is none is told why",
        arguments: [
            ("9555", ListenAddressText.Refusal.noPort), ("127.0.0.1", .noPort), ("[::1]", .noPort), (":9555", .noHost),
            ("127.0.0.1:", .port), ("127.0.0.1:65536", .port), ("127.0.0.1:-1", .port), ("127.0.0.1:80a", .port),
            ("::1:9555", .brackets), ("[]:80", .brackets), ("http://127.0.0.1:80", .scheme), ("a b:80", .character),
            ("127.0.0.1:80/x", .character),
        ]
    )
    func bad(text: String, refusal: ListenAddressText.Refusal) {
        #expect(throws: refusal) { try ListenAddressText.parse(text) }
    }
}
