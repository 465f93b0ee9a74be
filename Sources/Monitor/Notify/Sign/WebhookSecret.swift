public import Configuration
import Crypto
import FoundationEssentials
import Results

/// The secret of a receiver, and the signatures that it makes, as the Standard Webhooks 1.0.0 want them.
///
/// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
public struct WebhookSecret: Sendable, Equatable {
    /// Bytes that a key may have, by the specification.
    static let lengths = 24...64

    /// Why a text is no secret; it tells nothing of the text.
    public enum Refusal: Error, Equatable {
        /// What follows `whsec_` is no Base64.
        case encoding
        /// Too few or too many bytes.
        case length(Int)
    }

    private let key: Secret

    /// The secret that `text` spells: Base64, with `whsec_` before it or not.
    public init(_ text: Secret) throws(Refusal) {
        let bytes = Self.bytes(of: text)
        guard let bytes else { throw .encoding }
        guard Self.lengths.contains(bytes.count) else { throw .length(bytes.count) }
        key = text
    }

    /// `v1,…`, which goes out as `webhook-signature`: over id, time (whole seconds) and body.
    public func signature(id: String, seconds: Int64, body: [UInt8]) -> String {
        // A secret that is none is never made.
        let key = SymmetricKey(data: Self.bytes(of: key) ?? [])
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array("\(id).\(seconds).".utf8))
        code.update(data: body)
        return "v1,\(Data(code.finalize()).base64EncodedString())"
    }

    private static func bytes(of text: Secret) -> [UInt8]? {
        let text = text.reveal()
        let prefix = "whsec_"
        let digits = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
        return Data(base64Encoded: digits).map { [UInt8]($0) }
    }
}

extension WebhookSecret.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    public var description: String {
        switch self {
        case .encoding:
            "is no Base64; want whsec_ and Base64 of 24 to 64 random bytes, as `openssl rand -base64 32` gives"
        case .length(let count):
            "has \(count) bytes; want Base64 of 24 to 64 random bytes, as `openssl rand -base64 32` gives"
        }
    }
}
