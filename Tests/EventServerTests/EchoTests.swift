import EventServer
import Testing
import Transport

@Suite("Echo", .timeLimit(.minutes(5)))
struct EchoTests {
    @Test("every message comes back unchanged, without a login; only where it was turned on")
    func echo() async throws {
        try await TestServer.with {
            $0.hasEcho = true
        } _: { server in
            let socket = try await TestSocket.open(port: server.address.port, target: "/echo")
            try await socket.send("not JSON, ünd lang: " + String(repeating: "x", count: 70_000))
            #expect(await socket.next() == .text("not JSON, ünd lang: " + String(repeating: "x", count: 70_000)))
            try await socket.send(binary: [0, 1, 2])
            #expect(await socket.next() == .other(opcode: 2))
            try await socket.close(3000)
            #expect(await socket.next() == .close(3000))
            let plain = try await HTTPWire(port: server.address.port).get("/echo")
            #expect(plain.status == 426 && plain["upgrade"] == "websocket")
        }
        try await TestServer.with { server in
            let refusal = await #expect(throws: Refused.self) {
                _ = try await TestSocket.open(port: server.address.port, target: "/echo")
            }
            #expect(refusal?.answer.status == 404)
        }
    }
}
