import Crypto
import NIOCore
import NIOSSL
import TestSupport
import Testing
import X509

@testable import Transport

@Suite("TLS")
struct DialTLSTests {
    private let client = TestDialer()
    private let folder: TemporaryFolder
    private let root: TestAuthority
    private var caFile: String { "\(folder.path)/ca.pem" }

    init() throws {
        folder = try TemporaryFolder()
        root = try TestAuthority()
        try folder.write("ca.pem", try root.own.pem())
    }

    @Test(
        "a trusted server is spoken to, and what its certificate says is told",
        arguments: ["localhost", "127.0.0.1"]
    )
    func trusted(host: String) async throws {
        let issued = try root.issue()
        for _ in 0..<2 {
            try await with(try TestAuthority.server(issued)) { server in
                let dialed = try await client.dial("wss://\(host):\(server.port)/ws") { $0.tls.caFile = caFile }
                #expect(dialed.facts.tls != nil && dialed.facts.upgrade != nil)
                #expect(
                    dialed.facts.tlsFacts
                        == TLSFacts(
                            version: "TLSv1.3",
                            notAfter: issued.ends,
                            issuer: "CN=Test Root",
                            names: ["localhost", "127.0.0.1"]
                        )
                )
                try await dialed.act { $0.send(text: "hello") }
                #expect(
                    try await dialed.allNotes() == [
                        .opened, .text("11"), .ended(.closed(CloseFrame(.normal), by: .server)),
                    ]
                )
            }
        }
    }

    @Test("the chain ends with its first certificate; one that leads nowhere does not count")
    func chains() async throws {
        let middle = try TestAuthority("Middle", signedBy: root, to: 30)
        let issued = try middle.issue()
        let expired = try TestAuthority("Old Root", to: -0.5)
        let context = try TestAuthority.server(issued, also: [middle.own, expired.own])
        try await with(context) { server in
            let dialed = try await client.dial("wss://localhost:\(server.port)/ws") { $0.tls.caFile = caFile }
            #expect(dialed.facts.tlsFacts?.notAfter == middle.own.ends)
            #expect(dialed.facts.tlsFacts?.issuer == "CN=Middle")
            try await dialed.act { $0.abort() }
        }
        // Without the middle nobody knows who signed.
        try await with(try TestAuthority.server(issued)) { server in
            let failure = await client.failure("wss://localhost:\(server.port)/ws") { $0.tls.caFile = caFile }
            #expect(failure?.error == .tls(.unknownIssuer("CN=Middle")))
        }
    }

    @Test("what is wrong with a certificate is named")
    func distrust() async throws {
        let stranger = try TestAuthority("Stranger")
        let expired = try root.issue { ($0.from, $0.to) = (-9, -2) }
        let early = try root.issue { ($0.from, $0.to) = (2, 9) }
        let other = try root.issue { ($0.names, $0.addresses) = (["a.example", "*.b.example"], []) }
        let cases: [(TestAuthority.Issued, TLSFailure)] = [
            (expired, .expired("CN=server", since: expired.ends)),
            (early, .notYetValid("CN=server", until: early.begins)),
            (other, .wrongName(wanted: "localhost", offered: ["a.example", "*.b.example"])),
            (try stranger.issue(), .unknownIssuer("CN=Stranger")),
            (stranger.own, .wrongName(wanted: "localhost", offered: ["Stranger"])),
        ]
        for (issued, expected) in cases {
            try await with(try TestAuthority.server(issued)) { server in
                let failure = await client.failure("wss://localhost:\(server.port)/ws") { $0.tls.caFile = caFile }
                #expect(failure?.error == .tls(expected))
                #expect(failure?.facts.tls != nil && failure?.facts.upgrade == nil)
                // Any of them will do for who asks for none.
                let dialed = try await client.dial("wss://localhost:\(server.port)/ws") { $0.tls.isInsecure = true }
                #expect(dialed.facts.tlsFacts?.notAfter == issued.ends)
                try await dialed.act { $0.abort() }
            }
        }
    }

    @Test("a certificate is for its names, wildcards for one label, and a usage may be critical")
    func names() async throws {
        let issued = try root.issue {
            $0.names = ["a.example", "*.b.example"]
            $0.isUsageCritical = true
        }
        try await with(try TestAuthority.server(issued)) { server in
            for (name, isRight) in [
                ("a.example", true), ("A.Example.", true), ("x.b.example", true), ("b.example", false),
                ("x.y.b.example", false), ("127.0.0.1", true), ("127.0.0.2", false),
            ] {
                let failure = await client.failure("wss://127.0.0.1:\(server.port)/ws") {
                    $0.tls.caFile = caFile
                    $0.tls.serverName = name
                }
                #expect((failure == nil) == isRight, "\(name): \(String(describing: failure))")
            }
        }
    }

    @Test("the name is asked for, an address is not")
    func indication() async throws {
        let asked = Box<[String?]>([])
        let issued = try root.issue()
        let context = try TestAuthority.server(issued) { configuration in
            configuration.sslContextCallback = { values, promise in
                asked.change { $0.append(values.serverHostname) }
                promise.succeed(.noChanges)
            }
        }
        try await with(context) { server in
            for host in ["localhost", "127.0.0.1"] {
                #expect(await client.failure("wss://\(host):\(server.port)/ws") { $0.tls.caFile = caFile } == nil)
            }
        }
        #expect(asked.value == ["localhost", nil])
    }

    @Test("a server that wants a certificate of ours gets it, and refuses us without one")
    func clientCertificates() async throws {
        let issued = try root.issue()
        let ours = try root.issue { $0.usages = [.clientAuth] }
        try folder.write("client.pem", try ours.pem())
        try folder.write("client.key", ours.key.pemRepresentation)
        try folder.write("both.pem", try ours.pem() + "\n" + ours.key.pemRepresentation)
        let trusted = try root.own.nioCertificate()
        let context = try TestAuthority.server(issued) {
            $0.certificateVerification = .noHostnameVerification
            $0.trustRoots = .certificates([trusted])
        }
        try await with(context) { server in
            let without = await client.failure("wss://localhost:\(server.port)/ws") { $0.tls.caFile = caFile }
            guard case .tls(.rejected(let alert))? = without?.error else { return #expect(without == nil) }
            #expect(alert == "certificate required")
            for (certificate, key) in [("client.pem", "client.key"), ("both.pem", nil)] {
                let with = await client.failure("wss://localhost:\(server.port)/ws") {
                    $0.tls.caFile = caFile
                    $0.tls.certificateFile = "\(folder.path)/\(certificate)"
                    $0.tls.keyFile = key.map { "\(folder.path)/\($0)" }
                }
                #expect(with == nil)
            }
        }
    }

    @Test("who does not speak TLS, or none of our versions, is told apart")
    func protocols() async throws {
        let plain: RawServer.Script = { connection, event in
            if case .read = event { connection.write("HTTP/1.1 400 Bad Request\r\n\r\n") }
        }
        try await RawServer.with(plain) { server in
            let failure = await client.failure("wss://localhost:\(server.port)/ws") { $0.tls.caFile = caFile }
            #expect(failure?.error == .tls(.protocolMismatch("the server does not answer in TLS")))
        }
        let old = try TestAuthority.server(try root.issue()) {
            $0.minimumTLSVersion = .tlsv1
            $0.maximumTLSVersion = .tlsv11
        }
        try await with(old) { server in
            let failure = await client.failure("wss://localhost:\(server.port)/ws") { $0.tls.caFile = caFile }
            #expect(failure?.error == .tls(.protocolMismatch("the server speaks no TLS version from 1.2 on")))
        }
    }

    @Test("a handshake that breaks, ends or never goes on")
    func broken() async throws {
        for (isReset, expected) in [(true, "connection reset by peer"), (false, "the server closed the connection")] {
            let script: RawServer.Script = { connection, event in
                guard case .read = event else { return }
                if isReset { connection.reset() } else { connection.close() }
            }
            try await RawServer.with(script) { server in
                let failure = await client.failure("wss://localhost:\(server.port)/ws") { $0.tls.caFile = caFile }
                #expect(failure?.error == .tls(.broken(expected)))
            }
        }
        try await RawServer.with({ _, _ in }) { server in
            let failure = await client.failure("wss://localhost:\(server.port)/ws", within: longDeadline) {
                $0.tls.caFile = caFile
            }
            guard case .tls(.timedOut(let after))? = failure?.error else { return #expect(failure == nil) }
            #expect(after == failure?.facts.tls)
        }
    }

    @Test("files of ours that can't be used are our fault, and named")
    func ownFiles() async throws {
        try folder.write("empty.pem", "")
        let failures = [
            await local { $0.caFile = "\(folder.path)/none.pem" },
            await local { $0.caFile = "\(folder.path)/empty.pem" },
            await local { ($0.caFile, $0.certificateFile) = (caFile, "\(folder.path)/none.pem") },
            await local { ($0.caFile, $0.certificateFile) = (caFile, caFile) },
        ]
        #expect(
            failures == [
                "\(folder.path)/none.pem can't be read as certificates of authorities: no such file or directory",
                "\(folder.path)/empty.pem can't be read as certificates of authorities: there is no certificate in it",
                "\(folder.path)/none.pem can't be read as a certificate: no such file or directory",
                "\(caFile) can't be read as a key: there is no private key in it",
            ]
        )
    }

    @Test("a peer that never says goodbye holds no descriptor: it is not waited for")
    func silentGoodbye() async throws {
        let script: RawServer.Script = { connection, event in
            guard case .read(let bytes) = event else { return }
            connection.write(Upgrading.accept(bytes))
            connection.turnDeaf()
        }
        try await RawServer.with(tls: try TestAuthority.server(try root.issue()), script) { server in
            let dialed = try await client.dial("wss://localhost:\(server.port)/ws") { $0.tls.caFile = caFile }
            let order = Box<[String]>([])
            try await dialed.act { session in
                // One loop runs its timers in their order, however late it is.
                session.eventLoop.scheduleTask(in: .seconds(1)) { order.change { $0.append("a second") } }
                session.context?.channel.closeFuture.whenComplete { _ in order.change { $0.append("closed") } }
                session.abort()
            }
            try await order.wait { $0.count == 2 }
            #expect(order.value == ["closed", "a second"])
        }
    }

    @Test("an authority that is replaced on disk counts from the next connection on")
    func renewed() async throws {
        let next = try TestAuthority("Next Root")
        try await with(try TestAuthority.server(try next.issue())) { server in
            let url = "wss://localhost:\(server.port)/ws"
            #expect(
                await client.failure(url) { $0.tls.caFile = caFile }?.error == .tls(.unknownIssuer("CN=Next Root"))
            )
            try folder.write("ca.pem", try root.own.pem() + "\n" + next.own.pem())
            #expect(await client.failure(url) { $0.tls.caFile = caFile } == nil)
        }
    }

    private func local(_ change: (inout TLSSettings) -> Void) async -> String? {
        let failure = await client.failure("wss://localhost:1/ws") { change(&$0.tls) }
        guard case .tls(.local(let reason))? = failure?.error else { return nil }
        return failure?.error.isOurs == true ? reason : nil
    }

    /// A server that upgrades and answers a frame with its size and the end.
    private func with(_ context: NIOSSLContext, _ body: (RawServer) async throws -> Void) async throws {
        let script: RawServer.Script = { connection, event in
            guard case .read(let bytes) = event else { return }
            if String(buffer: bytes).hasPrefix("GET ") { return connection.write(Upgrading.accept(bytes)) }
            guard bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) == 0x81 else { return }
            connection.write(ByteBuffer(bytes: RawFrame.text("\(bytes.readableBytes)") + RawFrame.close(1000)))
        }
        try await RawServer.with(tls: context, script, body)
    }
}
