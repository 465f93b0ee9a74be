public import Transport

/// Reads `HOST:PORT`, and says what is wrong where it is none.
///
/// A host has to be written: `:9555` alone would open the port to everybody, which only `0.0.0.0` says plainly.
public enum ListenAddressText {
    /// Why a text is no such address; reads on after the text itself.
    public enum Refusal: Error, Equatable {
        /// A URL.
        case scheme
        /// A port alone.
        case noHost
        /// A host alone.
        case noPort
        /// A port that is no number up to 65535.
        case port
        /// A space, a slash, a control or something beyond ASCII.
        case character
        /// IPv6 without brackets.
        case brackets
    }

    /// The address that `text` says.
    public static func parse(_ text: String) throws(Refusal) -> ListenAddress {
        if let address = ListenAddress(text) { return address }
        guard !text.contains("://") else { throw .scheme }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) else { throw .character }
        guard let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") else { throw .noPort }
        let host = text[..<colon]
        guard !host.isEmpty else { throw .noHost }
        if host.hasPrefix("[") || host.contains(":") { throw .brackets }
        throw .port
    }
}

extension ListenAddress {
    /// `127.0.0.1:9555`, where the monitor listens when nothing else is said.
    public static let monitor = ListenAddress(host: "127.0.0.1", port: 9555)
}

extension ListenAddressText.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    public var description: String {
        switch self {
        case .scheme: "is a URL; want HOST:PORT alone, like 127.0.0.1:9555"
        case .noHost: "names no host; want 127.0.0.1:PORT, or 0.0.0.0:PORT for every interface"
        case .noPort: "names no port; want HOST:PORT, like 127.0.0.1:9555"
        case .port: "has a port that is not one of 0 to 65535"
        case .character: "has a character that no address has; want HOST:PORT, like 127.0.0.1:9555"
        case .brackets: "is an IPv6 address without brackets; want [ADDRESS]:PORT, like [::1]:9555"
        }
    }
}
