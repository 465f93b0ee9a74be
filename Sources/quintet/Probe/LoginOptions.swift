import ArgumentParser
import Configuration
import Probes
import Transport

/// Who a probe without a file is, and how it proves that.
struct LoginOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Log in here first: POST {\"email\",\"password\"}.", valueName: "url"))
    var login: String?

    @Option(help: "Who logs in.")
    var email: String?

    @Option(help: ArgumentHelp("The file with the password.", valueName: "file"))
    var passwordFile: String?

    @Option(help: ArgumentHelp("The file with a token to use instead of a login.", valueName: "file"))
    var tokenFile: String?

    @Option(
        help: "How the token travels: header, subprotocol, query or ticket. (default: header)",
        transform: carrier(named:)
    )
    var carrier: Carrier?

    var given: [String] {
        [
            ("--login", login != nil), ("--email", email != nil), ("--password-file", passwordFile != nil),
            ("--token-file", tokenFile != nil), ("--carrier", carrier != nil),
        ].given
    }

    /// Adds the credential, where there is one.
    func apply(to target: inout Target) throws {
        switch (login, tokenFile) {
        case (nil, nil):
            if let flag = given.first {
                let source = flag == "--carrier" ? "--login or --token-file" : "--login URL"
                throw ValidationError("\(flag) needs \(source) beside it")
            }
            return
        case (nil, let file?):
            for (flag, isGiven) in [("--email", email != nil), ("--password-file", passwordFile != nil)] where isGiven {
                throw ValidationError("\(flag) is not used with --token-file; remove one of the two")
            }
            let token = try secret(in: file, of: "--token-file")
            guard TokenText.isOne(token) else { throw ValidationError("--token-file \(file) \(TokenText.objection)") }
            target.tokens = .fixed(token)
        case (let login?, nil):
            try logIn(at: login, &target)
        case (.some, .some):
            throw ValidationError("--login and --token-file exclude each other; give one")
        }
        target.carrier = carrier ?? .header
        guard target.carrier != .ticket || target.url.httpOrigin != nil else {
            throw ValidationError("--carrier ticket has no origin to buy one at behind a local socket; choose another")
        }
    }

    private func logIn(at url: String, _ target: inout Target) throws {
        if let objection = HTTPCall.objection(to: url) { throw ValidationError("--login \(objection)") }
        guard let email, !email.isEmpty else { throw ValidationError("--login needs --email beside it") }
        guard let passwordFile else { throw ValidationError("--login needs --password-file beside it") }
        target.tokens = .login(url: url)
        target.users = [ProbeUser(email: email, password: try secret(in: passwordFile, of: "--password-file"))]
    }

    private func secret(in file: String, of flag: String) throws -> Secret {
        do {
            return try Secret(contentsOf: file)
        } catch {
            throw ValidationError("\(flag) \(file) \(error)")
        }
    }
}

private func carrier(named name: String) throws -> Carrier {
    guard let carrier = Carrier(rawValue: name), carrier != .none else {
        throw ValidationError("want header, subprotocol, query or ticket, not \(name)")
    }
    return carrier
}
