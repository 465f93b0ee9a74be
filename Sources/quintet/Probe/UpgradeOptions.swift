import ArgumentParser
import HTTPTypes
import Probes

/// What a probe without a file says with the upgrade, besides the handshake.
struct UpgradeOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A header of the upgrade; may be given again.", valueName: "name=value")
    )
    var header: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A subprotocol to offer; may be given again.", valueName: "name")
    )
    var subprotocol: [String] = []

    @Option(help: ArgumentHelp("The Origin header, as https://app.example.com.", valueName: "origin"))
    var origin: String?

    var given: [String] {
        [("--header", !header.isEmpty), ("--subprotocol", !subprotocol.isEmpty), ("--origin", origin != nil)].given
    }

    /// Adds headers and subprotocols; to be called when it is known how the token travels.
    func apply(to target: inout Target) throws {
        for text in header { try add(text, to: &target) }
        if let origin {
            guard OriginText.isOne(origin) else {
                throw ValidationError("--origin \(origin): want \(OriginText.wanted)")
            }
            guard !target.headers.contains(.origin) else {
                throw ValidationError("--origin stands in --header too; keep one of the two")
            }
            target.headers[.origin] = origin
        }
        var offer = SubprotocolList()
        for name in subprotocol {
            do throws(SubprotocolList.Refusal) {
                try offer.add(name)
            } catch {
                throw ValidationError("--subprotocol \(name): \(error)")
            }
        }
        target.subprotocols = offer.names
    }

    private func add(_ text: String, to target: inout Target) throws {
        // The value may be a secret; no message shows it.
        let shown = text.prefix { $0 != "=" && $0 != ":" }
        guard let equals = text.firstIndex(of: "="), equals == shown.endIndex else {
            throw ValidationError("--header \(shown): want NAME=VALUE")
        }
        do throws(OwnHeader.Refusal) {
            let name = try OwnHeader.name(String(shown), carriesToken: target.carrier == .header)
            let value = String(text[text.index(after: equals)...])
            target.headers.append(try OwnHeader.field(name, value, beside: target.headers))
        } catch {
            throw ValidationError("--header \(shown): \(error)")
        }
    }
}
