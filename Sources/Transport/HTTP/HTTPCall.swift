public import HTTPTypes

/// One HTTP request to make.
public struct HTTPCall: Sendable {
    /// A token of RFC 9110 §9, as it goes over the wire.
    public var method: String
    /// `http://` or `https://`; nothing else is spoken.
    public var url: String
    /// Sent in this order, besides those of the connection.
    public var headers: HTTPFields
    /// Nil sends none; POST, PUT and PATCH then say that it is empty.
    public var body: [UInt8]?
    /// How TLS is spoken, where the URL says `https`.
    public var tls: TLSSettings
    /// Which kinds of addresses may be connected to.
    public var addresses: AddressChoice
    /// `HOST:PORT` → numeric addresses to use instead of the name's own, as curl's `--resolve`.
    public var pinned: [String: [String]]
    /// Bytes of the answer's body; one that is longer is an error.
    public var maxBody: Int
    /// Takes the answer's body piece by piece as it comes, with the answer's status; then nothing of it is kept, and
    /// ``maxBody`` does not count. Called on the client's thread, so it must not wait; false ends the call as
    /// ``HTTPFailure/broken(_:)``.
    public var onBody: (@Sendable (_ status: Int, _ piece: [UInt8]) -> Bool)?

    /// A call with everything else at its default.
    public init(
        method: String = "GET",
        url: String,
        headers: HTTPFields = [:],
        body: [UInt8]? = nil,
        tls: TLSSettings = TLSSettings(),
        addresses: AddressChoice = .any,
        pinned: [String: [String]] = [:],
        maxBody: Int = 1 << 20,
        onBody: (@Sendable (_ status: Int, _ piece: [UInt8]) -> Bool)? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.tls = tls
        self.addresses = addresses
        self.pinned = pinned
        self.maxBody = maxBody
        self.onBody = onBody
    }

    /// Why a call can't be made to `url`, as the rest of a sentence that begins with what names it; nil when it can.
    /// Tells nothing of the URL, which may hold a credential.
    public static func objection(to url: String) -> String? {
        do throws(CurlURL.Refusal) {
            _ = try CurlURL(url)
            return nil
        } catch {
            return error.description
        }
    }
}
