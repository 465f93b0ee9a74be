import Crypto

/// The key of a WebSocket request and the answer that proves it was read (RFC 6455 §1.3).
enum AcceptKey {
    private static let suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    /// Sixteen random bytes in base64.
    static func random() -> String {
        let words = [RandomPool.word(), RandomPool.word()]
        return Base64.encode(words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } })
    }

    static func answer(to key: String) -> String {
        Base64.encode(Insecure.SHA1.hash(data: Array((key + suffix).utf8)))
    }

    /// RFC 6455 §4.2.1: base64 that decodes to sixteen bytes, so 22 digits and two pads.
    static func isValid(_ key: String) -> Bool {
        let bytes = key.utf8
        return bytes.count == 24 && bytes.suffix(2).allSatisfy { $0 == UInt8(ascii: "=") }
            && bytes.prefix(22).allSatisfy(Base64.isDigit)
    }
}
