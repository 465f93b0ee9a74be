import Testing
import Transport

@Suite("Where a server listens")
struct ListenAddressTests {
    @Test(
        "addresses are read, and shown as they were",
        arguments: [
            ("127.0.0.1:8000", "127.0.0.1", 8000), ("0.0.0.0:0", "0.0.0.0", 0),
            ("localhost:65535", "localhost", 65_535),
            ("[::1]:80", "::1", 80), ("[::]:9555", "::", 9555),
        ]
    )
    func good(text: String, host: String, port: Int) {
        let address = ListenAddress(text)
        #expect(address == ListenAddress(host: host, port: port))
        #expect(address?.description == text)
    }

    @Test(
        "what is no address is none",
        arguments: [
            "", ":8000", "8000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:+1", "::1:80",
            "[::1]", "[]:80", "[127.0.0.1]:80", "a b:80", "http://x:80", "x:8 0",
        ]
    )
    func bad(text: String) { #expect(ListenAddress(text) == nil) }

    @Test("who can reach it, and where a client of this machine finds it")
    func reach() {
        func reachable(_ host: String) -> String { ListenAddress(host: host, port: 1).reachable.host }
        #expect(reachable("0.0.0.0") == "127.0.0.1" && reachable("::") == "::1" && reachable("10.0.0.1") == "10.0.0.1")
        for host in ["localhost", "127.0.0.1", "127.9.9.9", "::1"] {
            #expect(ListenAddress(host: host, port: 1).isLoopback, "\(host)")
        }
        for host in ["0.0.0.0", "::", "10.0.0.1", "example.com"] {
            #expect(!ListenAddress(host: host, port: 1).isLoopback, "\(host)")
        }
    }
}
