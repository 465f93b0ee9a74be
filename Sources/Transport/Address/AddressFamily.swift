/// The kinds of addresses a name can have.
public enum AddressFamily: Hashable, Sendable, CaseIterable {
    /// IPv4: A records, four bytes.
    case v4
    /// IPv6: AAAA records, sixteen bytes.
    case v6
}
