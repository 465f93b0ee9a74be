import Crypto
import TestSupport
import Testing

@testable import Transport

@Suite("Chains of certificates")
struct ChainTests {
    /// Our judgement, and that of the libcurl and OpenSSL of this machine, which know nothing of ours.
    @Test("unusual chains are judged as they should, and as others judge them")
    func unusual() async throws {
        let openssl = try OpenSSL()
        let expired = try TestAuthority("Old", to: -0.5)
        try openssl.folder.write("expired.pem", try expired.own.pem())
        try openssl.folder.write("expired.key", expired.own.key.pemRepresentation)
        try await UnusualCertificates.make(with: openssl)
        let (client, caller) = (TestDialer(), TestCaller())
        for row in UnusualChains.rows {
            let trusted = try row.trusted.map {
                String(decoding: try FileBytes.read(openssl.path("\($0).pem")), as: UTF8.self)
            }
            let caFile = openssl.path("trusted.pem")
            try openssl.folder.write("trusted.pem", trusted.joined(separator: "\n"))
            try await openssl.serving(row.shown[0], Array(row.shown.dropFirst())) { port in
                let failure = await client.failure("wss://127.0.0.1:\(port)/ws") {
                    ($0.tls.caFile, $0.tls.serverName) = (caFile, row.server)
                }
                let answer = await caller.send("https://127.0.0.1:\(port)/") {
                    ($0.tls.caFile, $0.tls.serverName) = (caFile, row.server)
                }
                let ours: String? =
                    switch failure?.error {
                    case .tls(let fault): fault.description
                    case .upgradeRefused: nil
                    default: "\(String(describing: failure))"
                    }
                let theirs: String? =
                    switch answer {
                    case .success: nil
                    case .failure(let failure): failure.description
                    }
                #expect(
                    (theirs == nil) == (row.fault == nil && !row.isRefusedByCurl),
                    "\(row.name): others say \(theirs ?? "yes")"
                )
                #expect((ours == nil) == (row.fault == nil), "\(row.name): we say \(ours ?? "yes")")
                if let ours, let fault = row.fault { #expect(ours.hasPrefix(fault), "\(row.name): we say \(ours)") }
            }
        }
    }

    @Test("a maze of certificates that signed each other is left soon", .timeLimit(.minutes(1)))
    func maze() throws {
        let chain = try ServerChain(TestAuthority.maze(of: ServerChain.most - 1))
        let authorities = try #require(Authorities(pem: Array(try TestAuthority("Other").own.pem().utf8)))
        let judge = ChainJudge(authorities: authorities)
        #expect(throws: TLSFailure.unknownIssuer("CN=Maze")) {
            try judge.path(of: chain, for: .name("localhost"), now: UTCDate.now())
        }
    }

    @Test("what was accepted is asked about again once the authority has ended, too")
    func authorityEnds() throws {
        let root = try TestAuthority(to: 2)
        let authorities = try #require(Authorities(pem: Array(try root.own.pem().utf8)))
        let issued = try root.issue()
        let chain = try ServerChain([try TestAuthority.encoded(issued.certificate)])
        let path = try ChainJudge(authorities: authorities).path(of: chain, for: .name("localhost"), now: UTCDate.now())
        #expect(path == Authorities.Path(notAfter: issued.ends, isTrustedUntil: root.own.ends))
    }

    /// BoringSSL, which speaks TLS for our sessions, offers no signature of such a key (nor do browsers that stand on
    /// it); OpenSSL, which speaks it for logins, does.
    @Test("a server whose own key is for PSS alone is refused in words, and not for its certificate")
    func keyForPSSAlone() async throws {
        let openssl = try OpenSSL()
        try await UnusualCertificates.make(with: openssl, ["root", "pss-too"])
        try await openssl.serving("pss-too", []) { port in
            let failure = await TestDialer().failure("wss://localhost:\(port)/ws") {
                $0.tls.caFile = openssl.path("root.pem")
            }
            #expect(failure?.error == .tls(.rejected("handshake failure")))
            let answer = await TestCaller().send("https://localhost:\(port)/") {
                $0.tls.caFile = openssl.path("root.pem")
            }
            guard case .success(let page) = answer else { return #expect(Bool(false), "\(answer)") }
            #expect(page.status == 200)
        }
    }

    @Test("of a name that is too long for any host the beginning is told")
    func longNames() throws {
        let long = String(repeating: "x", count: 20_000) + ".example"
        let leaf = try TestAuthority().issue { ($0.names, $0.addresses) = (["a.example", long], []) }
        let chain = try ServerChain([try TestAuthority.encoded(leaf.certificate)])
        #expect(chain.names == ["a.example", String(repeating: "x", count: 255)])
        let common = try TestAuthority().issue { ($0.names, $0.addresses, $0.subject) = ([], [], long) }
        let nameless = try ServerChain([try TestAuthority.encoded(common.certificate)])
        #expect(nameless.names.map(\.utf8.count) == [255])
    }

    @Test("of many names that are offered some are told")
    func manyNames() {
        let offered = (1...10).map { "n\($0).example" }
        #expect(
            TLSFailure.wrongName(wanted: "a", offered: offered).description
                == "the certificate is not for a but for n1.example, n2.example, n3.example, n4.example, n5.example, "
                + "n6.example, n7.example, n8.example and 2 more"
        )
    }
}
