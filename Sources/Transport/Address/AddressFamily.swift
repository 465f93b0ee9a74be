/// The kinds of addresses a name can have.
public enum AddressFamily: Hashable, Sendable, CaseIterable {
    case v4
    case v6
}
