/// How a credential travels with the upgrade.
public enum Carrier: String, Sendable, CaseIterable {
    /// `Authorization: Bearer …`
    case header
    /// In Sec-WebSocket-Protocol, in the browser's form.
    case subprotocol
    /// `?token=…`
    case query
    /// `?ticket=…`, bought with the token.
    case ticket
    /// None.
    case none
}
