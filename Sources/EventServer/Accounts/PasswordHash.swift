import Crypto
import CryptoExtras
import FoundationEssentials

/// PBKDF2-HMAC-SHA256 of a password with its salt and its cost, as `$pbkdf2-sha256$i=600000$SALT$HASH`.
///
/// Salt and hash are base64 without padding. The cost stands with the hash, so that it can be raised for new ones.
public struct PasswordHash: Sendable, Equatable {
    /// What the OWASP cheat sheet asks of PBKDF2-HMAC-SHA256 (2023).
    public static let standardRounds = 600_000

    /// Why a text is no hash; reads on after the text.
    public enum Refusal: Error, Equatable {
        case form
        case rounds
    }

    let rounds: Int
    let salt: [UInt8]
    let key: [UInt8]

    /// Reads the text form.
    public init(_ text: String) throws(Refusal) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "pbkdf2-sha256", parts[2].hasPrefix("i="),
            let salt = Self.bytes(parts[3]), let key = Self.bytes(parts[4]),
            (8...64).contains(salt.count), key.count == 32
        else { throw .form }
        guard let rounds = Int(parts[2].dropFirst(2)), (10_000...10_000_000).contains(rounds) else { throw .rounds }
        self.rounds = rounds
        self.salt = salt
        self.key = key
    }

    /// Hashes `password` with a random salt. Takes a good part of a second: never on an event loop.
    public init(of password: String, rounds: Int = standardRounds) throws {
        var generator = SystemRandomNumberGenerator()
        self.rounds = rounds
        self.salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        self.key = try Self.derive(password, salt, rounds)
    }

    /// Whether this is the hash of `password`. Takes as long as making it: never on an event loop.
    public func matches(_ password: String) throws -> Bool {
        let other = try Self.derive(password, salt, rounds)
        return zip(key, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ password: String, _ salt: [UInt8], _ rounds: Int) throws -> [UInt8] {
        // The checked variant wants 210,000 rounds; files may hold hashes made by others at a lower cost.
        let key = try KDF.Insecure.PBKDF2.deriveKey(
            from: Array(password.utf8),
            salt: salt,
            using: .sha256,
            outputByteCount: 32,
            unsafeUncheckedRounds: rounds
        )
        return key.withUnsafeBytes(Array.init)
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        guard text.allSatisfy({ $0 != "=" }) else { return nil }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map(Array.init)
    }
}

extension PasswordHash: CustomStringConvertible {
    /// The text form.
    public var description: String {
        let texts = [salt, key].map { bytes in
            String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
        }
        return "$pbkdf2-sha256$i=\(rounds)$\(texts[0])$\(texts[1])"
    }
}

extension PasswordHash.Refusal: CustomStringConvertible {
    /// What would be right.
    public var description: String {
        switch self {
        case .form: "is not a password hash; want $pbkdf2-sha256$i=ROUNDS$SALT$HASH"
        case .rounds: "has a cost that is not 10000 to 10000000 rounds; want $pbkdf2-sha256$i=600000$…"
        }
    }
}
