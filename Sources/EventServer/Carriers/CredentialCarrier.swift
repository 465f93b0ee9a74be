/// Where a credential may stand in a request to open a socket, in the order in which they are tried.
public enum CredentialCarrier: String, Sendable, CaseIterable {
    case subprotocol
    case header
    case query
    case ticket
}
