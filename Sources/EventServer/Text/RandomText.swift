/// Random text of the system's generator: ids, tickets, passwords.
enum RandomText {
    /// `count` hexadecimal digits, four bits each.
    static func hex(_ count: Int) -> String { text(count, from: Array("0123456789abcdef".utf8)) }

    /// `count` characters of base64url, six bits each.
    static func secret(_ count: Int) -> String {
        text(count, from: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8))
    }

    private static func text(_ count: Int, from alphabet: [UInt8]) -> String {
        var generator = SystemRandomNumberGenerator()
        var pool: UInt64 = 0
        var left = 0
        let bits = alphabet.count.trailingZeroBitCount
        let characters = (0..<count).map { _ -> UInt8 in
            if left < bits { (pool, left) = (generator.next(), 64) }
            defer {
                pool >>= UInt64(bits)
                left -= bits
            }
            return alphabet[Int(pool & UInt64(alphabet.count - 1))]
        }
        return String(decoding: characters, as: UTF8.self)
    }
}
