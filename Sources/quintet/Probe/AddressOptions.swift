import ArgumentParser
import Probes
import Transport

/// Where a probe without a file connects to, whatever names say.
struct AddressOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Use this address for a host, as curl does; may be given again.",
            valueName: "host:port:addr"
        )
    )
    var resolve: [String] = []

    @Flag(name: .customShort("4"), help: "Connect over IPv4 only.")
    var onlyIPv4 = false

    @Flag(name: .customShort("6"), help: "Connect over IPv6 only.")
    var onlyIPv6 = false

    var given: [String] { [("--resolve", !resolve.isEmpty), ("-4", onlyIPv4), ("-6", onlyIPv6)].given }

    /// Adds which addresses may be connected to.
    func apply(to target: inout Target) throws {
        guard !(onlyIPv4 && onlyIPv6) else { throw ValidationError("-4 and -6 exclude each other; give one or none") }
        target.addresses = onlyIPv4 ? .v4 : onlyIPv6 ? .v6 : .any
        for text in resolve {
            let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, !parts[0].isEmpty, let port = Int(parts[1]), (1...65_535).contains(port) else {
                throw ValidationError("--resolve \(text): want HOST:PORT:ADDRESS")
            }
            for part in parts[2].split(separator: ",", omittingEmptySubsequences: false) {
                let isBracketed = part.hasPrefix("[") && part.hasSuffix("]")
                let address = isBracketed ? String(part.dropFirst().dropLast()) : String(part)
                guard NumericHost.isOne(address) else {
                    throw ValidationError("--resolve \(text): \(part) is no address; want one like 127.0.0.1 or [::1]")
                }
                target.pinned["\(parts[0].lowercased()):\(port)", default: []].append(address)
            }
        }
    }
}
