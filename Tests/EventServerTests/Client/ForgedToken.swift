import Crypto
import FoundationEssentials

@testable import EventServer

/// A token made by hand, whose numbers are whatever text a test wants: no library writes 1e300.
enum ForgedToken {
    /// A token with these times, signed with `secret` and right in everything else.
    static func text(_ times: [String: String], secret: String) -> String {
        let members = times.map { "\"\($0)\":\($1)" }.sorted().joined(separator: ",")
        let claims = "{\"sub\":\"user-1\",\"iss\":\"netra-auth-service\",\"aud\":\"netra-platform\",\(members)}"
        let parts = ["{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims].map { Base64URL.encode($0.utf8) }
        let signed = parts.joined(separator: ".")
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(signed.utf8),
            using: SymmetricKey(data: Array(secret.utf8))
        )
        return "\(signed).\(Base64URL.encode(Array(code)))"
    }
}
