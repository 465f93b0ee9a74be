import Configuration
import FoundationEssentials
import JWTKit
import Testing

@testable import EventServer

@Suite("Tokens", .timeLimit(.minutes(5)))
struct TokenTests {
    private static let secret = "a secret of thirty-two bytes, or more"
    private static let now = Timestamp(microseconds: 1_769_860_800_000_000)

    /// A token that is good, but for what `wrong` does to it.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let expected: TokenRefusal?
        let wrong: @Sendable (inout TokenClaims) -> Void
        var testDescription: String { name }

        init(_ name: String, _ expected: TokenRefusal?, _ wrong: @escaping @Sendable (inout TokenClaims) -> Void) {
            (self.name, self.expected, self.wrong) = (name, expected, wrong)
        }
    }

    private static func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: now.seconds + seconds) }

    static let rows = [
        Row("good", nil) { _ in },
        Row("expires now", .expired) { $0.exp = at(0) },
        Row("expires in a second", nil) { $0.exp = at(1) },
        Row("expired long ago", .expired) { $0.exp = at(-3600) },
        Row("issued a minute ahead: clocks differ", nil) { $0.iat = at(60) },
        Row("issued in the future", .issuedInFuture) { $0.iat = at(61) },
        Row("issued a day ago", nil) { $0.iat = at(-86_400) },
        Row("issued more than a day ago", .tooOld) { $0.iat = at(-86_401) },
        Row("good from a minute ahead on: clocks differ", nil) { $0.nbf = at(60) },
        Row("not good yet", .notYet) { $0.nbf = at(61) },
        Row("by somebody else", .issuer) { $0.iss = "somebody-else" },
        Row("for somebody else", .audience) { $0.aud = "another-platform" },
        Row("for several", nil) { $0.aud = AudienceClaim(value: ["another-platform", "netra-platform"]) },
        Row("without a user", .subject) { $0.sub = "" },
        Row("a refresh token", .kind) { ($0.tokenType, $0.type) = ("refresh", "refresh") },
        Row("of two types", .kind) { ($0.tokenType, $0.type) = ("access", "refresh") },
        Row("of another type", .kind) { ($0.tokenType, $0.type) = ("id", nil) },
        Row("without a type: made elsewhere with our secret", nil) { ($0.tokenType, $0.type) = (nil, nil) },
        Row("revoked by its id", .revoked) { $0.jti = "revoked" },
        Row("revoked by its login", .revoked) { $0.sid = "revoked" },
    ]

    @Test("each claim wrong in turn", arguments: rows)
    func claims(row: Row) async throws {
        let (keys, reader) = try await Self.reader()
        var claims = Self.good
        row.wrong(&claims)
        let token = try await keys.sign(claims)
        if let expected = row.expected {
            #expect(throws: expected) { try reader.read(token, at: Self.now) }
        } else {
            #expect(throws: Never.self) { try reader.read(token, at: Self.now) }
        }
    }

    @Test("a token of another key, another algorithm or none at all is refused, and so is every other text")
    func signatures() async throws {
        let (keys, reader) = try await Self.reader()
        let good = try await keys.sign(Self.good)
        let parts = good.split(separator: ".").map(String.init)
        let other = JWTKeyCollection()
        await other.add(hmac: HMACKey(from: "another secret of thirty-two bytes!"), digestAlgorithm: .sha256)
        let otherToken = try await other.sign(Self.good)
        #expect(throws: TokenRefusal.signature) { try reader.read(otherToken, at: Self.now) }
        let sha512 = JWTKeyCollection()
        await sha512.add(hmac: HMACKey(from: Self.secret + Self.secret), digestAlgorithm: .sha512)
        let sha512Token = try await sha512.sign(Self.good)
        #expect(throws: TokenRefusal.algorithm) { try reader.read(sha512Token, at: Self.now) }
        let none = JWTKeyCollection()
        await none.addUnsecuredNone()
        let noneToken = try await none.sign(Self.good)
        #expect(throws: TokenRefusal.algorithm) { try reader.read(noneToken, at: Self.now) }
        for alg in ["none", "None", "NONE", "hs256", "RS256", ""] {
            let header = Base64URL.encode("{\"alg\":\"\(alg)\",\"typ\":\"JWT\"}".utf8)
            #expect(throws: TokenRefusal.algorithm, "\(alg)") {
                try reader.read("\(header).\(parts[1]).\(parts[2])", at: Self.now)
            }
        }
        let header = Base64URL.encode("{\"typ\":\"JWT\"}".utf8)
        #expect(throws: TokenRefusal.algorithm) { try reader.read("\(header).\(parts[1]).", at: Self.now) }
        for text in ["", ".", "..", "...", "a.b.c", good + ".x", parts[0] + "." + parts[1], "\u{0}", good + "="] {
            #expect(throws: TokenRefusal.malformed, "\(text)") { try reader.read(text, at: Self.now) }
        }
    }

    @Test("any other character in place of one of a token's makes it worthless")
    func everyCharacter() async throws {
        let (keys, reader) = try await Self.reader()
        let good = Array(try await keys.sign(Self.good).utf8)
        for index in good.indices {
            var changed = good
            // The last character of the signature has two bits that no byte uses: a lenient reader ignores them.
            changed[index] = good[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : good[index] ^ 1
            let text = String(decoding: changed, as: UTF8.self)
            #expect(throws: TokenRefusal.self, "character \(index)") { try reader.read(text, at: Self.now) }
        }
        #expect(try reader.read(String(decoding: good, as: UTF8.self), at: Self.now) == Self.good)
    }

    @Test("a pair: the access token is a credential, the refresh token is one for a refresh alone")
    func pair() async throws {
        let revocations = Revocations()
        let (mint, reader) = try await TokenMint.started(
            JWTSettings(lifetime: .seconds(60)),
            environment: .development,
            revocations: revocations
        )
        let user = User(id: "u", email: "a@example.com", permissions: ["read"])
        let pair = try await mint.pair(for: user, at: Self.now)
        let access = try reader.read(pair.access, at: Self.now)
        #expect(access.user == user)
        #expect(
            access.env == "development" && access.iss == "netra-auth-service" && access.aud.value == ["netra-platform"]
        )
        #expect(access.tokenType == "access" && access.type == "access")
        #expect(access.exp.timeIntervalSince(access.iat) == 60)
        #expect(throws: TokenRefusal.expired) { try reader.read(pair.access, at: Self.now.advanced(by: .seconds(60))) }
        #expect(throws: TokenRefusal.kind) { try reader.read(pair.refresh, at: Self.now) }
        #expect(throws: TokenRefusal.kind) { try reader.read(pair.access, as: .refresh, at: Self.now) }
        let refresh = try reader.read(pair.refresh, as: .refresh, at: Self.now)
        #expect(refresh.sid == access.sid && refresh.jti != access.jti)
    }

    @Test("revoked ids are kept until their tokens are dead, and no more of them than there is room for")
    func revocations() {
        let revocations = Revocations()
        let soon = Self.now.advanced(by: .seconds(10))
        for number in 0..<Revocations.capacity {
            #expect(revocations.revoke(["\(number)"], until: soon, at: Self.now))
        }
        #expect(!revocations.revoke(["more"], until: soon, at: Self.now))
        #expect(revocations.contains(anyOf: ["x", "7"], at: Self.now))
        #expect(!revocations.contains(anyOf: ["more"], at: Self.now))
        #expect(revocations.revoke(["more"], until: soon.advanced(by: .seconds(10)), at: soon))
        #expect(revocations.contains(anyOf: ["more"], at: soon))
    }

    private static let good = TokenClaims(
        sub: "user-1",
        email: "a@example.com",
        permissions: [],
        iat: at(0),
        exp: at(900),
        iss: "netra-auth-service",
        aud: "netra-platform",
        jti: "id",
        sid: "login",
        env: "production",
        tokenType: "access",
        type: "access"
    )

    private static func reader() async throws -> (keys: JWTKeyCollection, reader: TokenReader) {
        let revocations = Revocations()
        _ = revocations.revoke(["jti:revoked", "sid:revoked"], until: now.advanced(by: .seconds(10)), at: now)
        let settings = JWTSettings(secret: Secret(secret))
        let (_, reader) = try await TokenMint.started(settings, environment: .production, revocations: revocations)
        let keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        return (keys, reader)
    }
}
