import NIOCore

/// Fixed addresses, in the format of hosts(5). A name that stands there is never asked for elsewhere.
struct HostsFile {
    private var addresses: [String: [SocketAddress]] = [:]

    init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: { $0 == " " || $0 == "\t" })
            guard let first = words.first, let address = NumericHost.address(String(first), port: 0) else { continue }
            for name in words.dropFirst() {
                let name = name.lowercased()
                if addresses[name]?.contains(address) != true { addresses[name, default: []].append(address) }
            }
        }
    }

    /// All addresses of `host`, of both families; nil when the file does not know it.
    func addresses(of host: HostName) -> [SocketAddress]? { addresses[host.text] }
}
