public import Configuration
public import Transport

/// An address that takes notifications by HTTP POST.
public struct Webhook: Sendable, Equatable {
    /// `http://` or `https://`; a secret, since whoever knows it can post to it.
    public var url: Secret
    /// The shape of the body.
    public var format: NotificationFormat
    /// What signs it; nil leaves the signature out.
    public var secret: WebhookSecret?
    /// Headers of the user's own, in this order.
    public var headers: [(name: String, value: Secret)]
    /// The whole value of the header `authorization`.
    public var authorization: Secret?
    /// How TLS is spoken, where the URL says `https`.
    public var tls: TLSSettings

    /// A webhook that is not signed, unless more is said.
    public init(
        url: Secret,
        format: NotificationFormat = .standard,
        secret: WebhookSecret? = nil,
        headers: [(name: String, value: Secret)] = [],
        authorization: Secret? = nil,
        tls: TLSSettings = TLSSettings()
    ) {
        self.url = url
        self.format = format
        self.secret = secret
        self.headers = headers
        self.authorization = authorization
        self.tls = tls
    }

    /// Whether both say the same.
    public static func == (left: Webhook, right: Webhook) -> Bool {
        left.url == right.url && left.format == right.format && left.secret == right.secret
            && left.headers.elementsEqual(right.headers) { $0 == $1 }
            && left.authorization == right.authorization && left.tls == right.tls
    }
}
