import HTTPTypes

extension RequestHead {
    /// Whether it names its host as it must: with one Host line, which HTTP/1.0 alone may lack, and which holds nothing
    /// but a host and a port (RFC 9112 §3.2). Readers that took another line each would not agree on whom it is for.
    public var namesItsHost: Bool {
        // HTTPTypes has no name for Host: to it, the host is a pseudo header.
        guard let name = HTTPField.Name("Host") else { return false }
        let hosts = headers[values: name]
        guard let host = hosts.first else { return !isHTTP11 }
        return hosts.count == 1 && host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/?#@\\,\"<>".utf8.contains($0) }
    }
}
