/// Base64 of RFC 4648 §4, for keys of a few bytes; Foundation is not needed for that.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func isDigit(_ byte: UInt8) -> Bool { digits.contains(byte) }

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var group: UInt32 = 0
        var count = 0
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            count += 1
            if count == 3 {
                text.append(contentsOf: (0..<4).map { digits[Int(group >> (18 - $0 * 6) & 63)] })
                (group, count) = (0, 0)
            }
        }
        if count > 0 {
            group <<= UInt32(24 - count * 8)
            text.append(contentsOf: (0...count).map { digits[Int(group >> (18 - $0 * 6) & 63)] })
            text.append(contentsOf: [UInt8](repeating: UInt8(ascii: "="), count: 3 - count))
        }
        return String(decoding: text, as: UTF8.self)
    }
}
