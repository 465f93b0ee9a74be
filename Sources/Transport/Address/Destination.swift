import NIOCore

/// What a host and a port lead to before any name is looked up.
enum Destination: Equatable {
    /// Addresses that are known: the host is one, or it is pinned to some.
    case fixed([SocketAddress])
    /// A name to look up.
    case named(String, port: Int)

    /// Why there is nothing to connect to.
    enum Refusal: Error, Equatable {
        /// No address is of a kind that may be used.
        case wrongFamily
        /// What a host is pinned to is no address; the text as it was written.
        case badPin(String)
    }

    init(host: String, port: Int, choice: AddressChoice, pinned: [String: [String]]) throws(Refusal) {
        let shown = host.contains(":") ? "[\(host)]" : host
        var known: [SocketAddress] = []
        if let pins = pinned["\(shown):\(port)"] {
            for pin in pins {
                guard let address = NumericHost.address(pin, port: port) else { throw .badPin(pin) }
                known.append(address)
            }
        } else if let address = NumericHost.address(host, port: port) {
            known = [address]
        } else {
            self = .named(host, port: port)
            return
        }
        let allowed = known.filter { address in choice.families.contains { $0 == address.family } }
        guard !allowed.isEmpty else { throw .wrongFamily }
        self = .fixed(allowed)
    }
}

extension Destination.Refusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .wrongFamily: "the address is not of the family that may be used"
        case .badPin(let text): "\(text), to which the host is pinned, is no address"
        }
    }
}
