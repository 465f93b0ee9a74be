/// The parameters of a query: `a=1&b=%20`.
struct QueryText {
    private let pairs: [(name: Substring, value: Substring)]

    init(_ query: String?) {
        pairs = (query ?? "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (parts.first ?? "", parts.count == 2 ? parts[1] : "")
        }
    }

    /// The first value under one of `names` that is not empty, decoded.
    func value(_ names: String...) -> String? {
        for pair in pairs where names.contains(String(pair.name)) && !pair.value.isEmpty {
            return Self.decoded(pair.value)
        }
        return nil
    }

    /// Percent escapes resolved; nil where one is broken or the bytes are not UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
