import HTTPTypes
import NIOCore

/// The lines that libcurl is given, and those it gives back.
enum CurlHead {
    /// The headers of a call.
    static func lines(_ call: HTTPCall, to url: CurlURL) -> [String] {
        var lines = call.headers.map { field in
            // libcurl drops a header that ends with its colon.
            field.value.isEmpty ? "\(field.name.rawName);" : "\(field.name.rawName): \(field.value)"
        }
        // Neither waiting for leave to send nor a type that nobody stated.
        if !call.headers.contains(.expect) { lines.append("Expect:") }
        if !call.headers.contains(.contentType) { lines.append("Content-Type:") }
        if call.tls.serverName != nil, !call.headers.namesHost { lines.append("Host: \(url.authority)") }
        return lines
    }

    /// libcurl's list of pinned names takes no IPv6 address for one; this stands in (RFC 6761 §6.4: it never exists).
    private static let standIn = "quintet.invalid"

    /// Where a name leads, so that libcurl never looks it up. The plus lets the entry age.
    static func pins(_ host: String, _ port: Int, _ addresses: [SocketAddress]) -> [String] {
        let shown = addresses.compactMap(\.ipAddress).map { $0.contains(":") ? "[\($0)]" : $0 }
        return ["+\(host.contains(":") ? standIn : host):\(port):\(shown.joined(separator: ","))"]
    }

    /// What is connected to instead of the URL's host, whatever that is; on the same port.
    static func detour(_ host: String) -> [String] { host.contains(":") ? ["::\(standIn):"] : [] }

    /// A header line of an answer; nil for the empty line at its end, and for what is no header.
    static func field(_ line: String) -> HTTPField? {
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), let name = HTTPField.Name(String(line[..<colon]))
        else { return nil }
        let value = line[line.utf8.index(after: colon)...].filter { $0 != "\r\n" && $0 != "\n" }
        let trimmed = Substring(value).trimmed
        return HTTPField.isValidValue(trimmed) ? HTTPField(name: name, value: trimmed) : nil
    }
}
