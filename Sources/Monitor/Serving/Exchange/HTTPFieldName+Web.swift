import HTTPTypes

extension HTTPField.Name {
    /// Where a request was made, as a browser says it (Fetch Metadata).
    static let secFetchSite = name("Sec-Fetch-Site")
    /// For whom a proxy asks (RFC 7239).
    static let forwarded = name("Forwarded")
    /// The same by custom.
    static let xForwardedFor = name("X-Forwarded-For")
    /// Through which proxies (RFC 9110 §7.6.3).
    static let via = name("Via")
    /// The last event that a client of a stream has (WHATWG HTML §9.2).
    static let lastEventID = name("Last-Event-ID")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no field name") }
        return name
    }
}
