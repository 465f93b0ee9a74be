/// Which kinds of addresses may be connected to.
public enum AddressChoice: String, Sendable, CaseIterable {
    /// Both, happy eyeballs deciding (RFC 8305).
    case any
    /// IPv4 alone.
    case v4 = "4"
    /// IPv6 alone.
    case v6 = "6"

    /// The families it allows, IPv6 first (RFC 8305 §4).
    public var families: [AddressFamily] {
        switch self {
        case .any: [.v6, .v4]
        case .v4: [.v4]
        case .v6: [.v6]
        }
    }
}
