import CShims

/// A URL as libcurl reads it: what is resolved here must be what libcurl connects to.
struct CurlURL: Sendable, Equatable {
    /// Why it can't be called; tells nothing of the text, which may hold a credential.
    enum Refusal: Error, Equatable {
        case malformed
        case scheme
        case userInfo
        case noHost
    }

    /// The URL as it is handed to libcurl.
    let text: String
    let isSecure: Bool
    /// IPv6 without brackets.
    let host: String
    let port: Int

    init(_ url: String) throws(Refusal) {
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let handle = curl_url() else { throw .malformed }
        defer { curl_url_cleanup(handle) }
        switch curl_url_set(handle, CURLUPART_URL, url, 0) {
        case CURLUE_OK: break
        // What it does not know, or finds none.
        case CURLUE_UNSUPPORTED_SCHEME, CURLUE_BAD_SCHEME: throw .scheme
        case CURLUE_NO_HOST: throw .noHost
        default: throw .malformed
        }
        switch Self.part(handle, CURLUPART_SCHEME) {
        case "http": isSecure = false
        case "https": isSecure = true
        default: throw .scheme
        }
        guard Self.part(handle, CURLUPART_USER) == nil else { throw .userInfo }
        guard let host = Self.part(handle, CURLUPART_HOST), !host.isEmpty else { throw .noHost }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        self.host = (isBracketed ? String(host.dropFirst().dropLast()) : host).lowercased()
        port = Self.part(handle, CURLUPART_PORT).flatMap(Int.init) ?? (isSecure ? 443 : 80)
        text = url
    }

    /// The same URL at another host: for a certificate that must have another name than the URL.
    func at(host other: String) -> String? {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        let shown = other.contains(":") ? "[\(other)]" : other
        guard curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK,
            curl_url_set(handle, CURLUPART_HOST, shown, 0) == CURLUE_OK
        else { return nil }
        return Self.part(handle, CURLUPART_URL)
    }

    /// What stands in the Host header.
    var authority: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? shown : "\(shown):\(port)"
    }

    private static func part(_ handle: OpaquePointer, _ part: CURLUPart) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}

extension CurlURL.Refusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .malformed: "can't be read; want http://HOST:PORT/PATH or https://HOST:PORT/PATH"
        case .scheme: "does not begin with http:// or https://"
        case .userInfo: "has a user or password in it; send them in a header"
        case .noHost: "names no host"
        }
    }
}
