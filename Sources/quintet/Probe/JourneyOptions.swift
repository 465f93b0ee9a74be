import ArgumentParser
import Configuration
import FoundationEssentials
import HTTPTypes
import Probes
import Results
import Transport

/// The flags that describe a target and a journey without a file.
struct JourneyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The WebSocket to probe, ws:// or wss://.", valueName: "ws-url"))
    var url: String?

    @Option(help: ArgumentHelp("Log in here first: POST {\"email\",\"password\"}.", valueName: "url"))
    var login: String?

    @Option(help: "Who logs in.")
    var email: String?

    @Option(help: ArgumentHelp("The file with the password.", valueName: "file"))
    var passwordFile: String?

    @Option(help: ArgumentHelp("The file with a token to use instead of a login.", valueName: "file"))
    var tokenFile: String?

    @Option(help: "How the token travels: header, subprotocol, query or ticket.", transform: carrier(named:))
    var carrier: Carrier = .header

    @Option(help: ArgumentHelp("A header of the upgrade; may be given again.", valueName: "name=value"))
    var header: [String] = []

    @Option(help: ArgumentHelp("What is asked; ${nonce} becomes a word of this run.", valueName: "text"))
    var message: String?

    @Option(help: ArgumentHelp("agent-run, ag-ui, or a file.", valueName: "name"))
    var contract: String?

    @Option(
        help: ArgumentHelp("How long the run may take from request to answer.", valueName: "duration"),
        transform: Argument.duration(.milliseconds(1) ... .seconds(86_400))
    )
    var sla: Duration?

    @Option(
        help: ArgumentHelp("When the run ends, whatever the server does.", valueName: "duration"),
        transform: Argument.duration(.milliseconds(100) ... .seconds(86_400))
    )
    var timeout: Duration?

    @Option(help: ArgumentHelp("A subprotocol to offer; may be given again.", valueName: "name"))
    var subprotocol: [String] = []

    @Option(help: ArgumentHelp("The Origin header.", valueName: "origin"))
    var origin: String?

    @Flag(help: "Accept any certificate.")
    var insecure = false

    @Option(help: ArgumentHelp("Certificates of the authorities to trust (PEM).", valueName: "file"))
    var caFile: String?

    @Option(help: ArgumentHelp("Our own certificate (PEM).", valueName: "file"))
    var cert: String?

    @Option(help: ArgumentHelp("The key of our certificate (PEM).", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("Use this address for a host, as curl does.", valueName: "host:port:addr"))
    var resolve: [String] = []

    @Flag(name: .customShort("4"), help: "Connect over IPv4 only.")
    var onlyIPv4 = false

    @Flag(name: .customShort("6"), help: "Connect over IPv6 only.")
    var onlyIPv6 = false

    /// The probe that the flags describe.
    func plan(at url: String) throws -> ProbePlan {
        var plan = ProbePlan(name: "probe", target: try target(at: url), contract: try namedContract())
        if let message { plan.message = message }
        if let timeout { plan.timeout = timeout }
        if let sla { plan.sla.total = sla }
        return plan
    }

    private func namedContract() throws -> Contract {
        guard let contract else { return .agentRun }
        if let known = Contract.named(contract) { return known }
        do {
            return try Contract.load(path: contract)
        } catch {
            throw ExitCode.usage("\(error)")
        }
    }

    private func target(at text: String) throws -> Target {
        let url: WebSocketURL
        do {
            url = try WebSocketURL(text)
        } catch {
            throw ValidationError("--url \(error)")
        }
        var target = Target(name: url.authority, url: url)
        target.headers = try headers()
        target.subprotocols = subprotocol
        target.tls = TLSSettings(
            caFile: caFile,
            certificateFile: cert,
            keyFile: key,
            isInsecure: insecure
        )
        target.pinned = try pinned()
        target.addresses = try addresses()
        try admit(to: &target)
        return target
    }

    private func admit(to target: inout Target) throws {
        switch (login, tokenFile) {
        case (nil, nil):
            guard email == nil, passwordFile == nil else { throw ValidationError("--email needs --login URL") }
        case (nil, let file?):
            target.tokens = .fixed(try secret(in: file, of: "--token-file"))
            target.carrier = carrier
        case (let login?, nil):
            guard let email, let passwordFile else {
                throw ValidationError("--login needs --email and --password-file")
            }
            target.tokens = .login(url: login)
            target.users = [ProbeUser(email: email, password: try secret(in: passwordFile, of: "--password-file"))]
            target.carrier = carrier
        case (.some, .some):
            throw ValidationError("--login and --token-file exclude each other; give one")
        }
    }

    private func headers() throws -> HTTPFields {
        var fields = HTTPFields()
        for text in header {
            guard let equals = text.firstIndex(of: "="), let name = HTTPField.Name(String(text[..<equals])) else {
                throw ValidationError("--header \(text): want NAME=VALUE")
            }
            fields.append(HTTPField(name: name, value: String(text[text.index(after: equals)...])))
        }
        if let origin { fields[.origin] = origin }
        return fields
    }

    private func pinned() throws -> [String: [String]] {
        var pinned: [String: [String]] = [:]
        for text in resolve {
            let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, !parts[0].isEmpty, Int(parts[1]) != nil, !parts[2].isEmpty else {
                throw ValidationError("--resolve \(text): want HOST:PORT:ADDRESS")
            }
            let address = parts[2].hasPrefix("[") ? String(parts[2].dropFirst().prefix { $0 != "]" }) : parts[2]
            pinned["\(parts[0].lowercased()):\(parts[1])", default: []].append(address)
        }
        return pinned
    }

    private func addresses() throws -> AddressChoice {
        guard !(onlyIPv4 && onlyIPv6) else { throw ValidationError("-4 and -6 exclude each other; give one or none") }
        return onlyIPv4 ? .v4 : onlyIPv6 ? .v6 : .any
    }

    private func secret(in file: String, of flag: String) throws -> Secret {
        do {
            return try Secret(contentsOf: file)
        } catch {
            throw ValidationError("\(flag) \(file): the file \(error)")
        }
    }
}

private func carrier(named name: String) throws -> Carrier {
    guard let carrier = Carrier(rawValue: name), carrier != .none else {
        throw ValidationError("want header, subprotocol, query or ticket, not \(name)")
    }
    return carrier
}
