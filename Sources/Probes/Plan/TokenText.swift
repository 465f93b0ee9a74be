public import Configuration

/// What a token may be made of, so that it fits into a header, a subprotocol and a query.
public enum TokenText {
    /// What is wrong with one that does not fit, and what would be right; reads on after what names it.
    public static let objection =
        "has a space, a control or a non-ASCII character in it, which no token has; want the token alone"

    /// Whether `secret` is one.
    public static func isOne(_ secret: Secret) -> Bool {
        secret.reveal().utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
