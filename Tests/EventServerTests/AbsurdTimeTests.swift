import Configuration
import Testing
import Transport

@testable import EventServer

@Suite("Times in tokens that are none", .timeLimit(.minutes(5)))
struct AbsurdTimeTests {
    private struct Validity: Decodable {
        let valid: Bool
        let error: String?
    }

    @Test(
        "a token that is signed as it should be and whose times are none is refused, and the server goes on",
        arguments: ["iat", "exp", "nbf"],
        ["1e300", "-1e300", "1e18", "-1", "9223372036854775808", "253402300800", "1e400"]
    )
    func absurdTimes(claim: String, value: String) async throws {
        let secret = "a secret of thirty-two bytes, or more"
        try await TestServer.with {
            $0.jwt.secret = Secret(secret)
        } _: { server in
            let wire = HTTPWire(port: server.address.port)
            let good = ForgedToken.text(
                ["iat": "\(Timestamp.now.wholeSeconds)", "exp": "253402300799"],
                secret: secret
            )
            #expect(try await wire.post("/auth/validate", #"{"token":"\#(good)"}"#).decoded(Validity.self).valid)
            var times = ["iat": "\(Timestamp.now.wholeSeconds)", "exp": "253402300799", "nbf": "0"]
            times[claim] = value
            let token = ForgedToken.text(times, secret: secret)
            let answer = try await wire.post("/auth/validate", #"{"token":"\#(token)"}"#)
            let validity = try answer.decoded(Validity.self)
            #expect(answer.status == 200 && !validity.valid)
            // What no double holds is no claim at all.
            #expect(validity.error == (value == "1e400" ? "token_malformed" : "token_time"))
            let bearer = ["Authorization: Bearer \(token)"]
            #expect(try await wire.post("/websocket/ticket", headers: bearer).status == 401)
            #expect(try await wire.post("/auth/logout", headers: bearer).status == 401)
            let refusal = await #expect(throws: Refused.self) {
                _ = try await TestSocket.open(port: server.address.port, headers: bearer)
            }
            #expect(refusal?.answer.status == 401)
            #expect(try await wire.get("/health").status == 200)
        }
    }
}
