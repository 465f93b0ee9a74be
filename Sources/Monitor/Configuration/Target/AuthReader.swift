import Configuration
import Probes
import Transport

/// Reads `auth` and `users`: who the target's probes are, and how they prove it.
struct AuthReader {
    var carrier = Carrier.none
    var tokens = TokenSource.none
    var life = TokenLife.time(.seconds(60))
    var ticketURL: String?
    var users: [ProbeUser] = []
    var obstacles: [UnbuiltPart] = []
    /// What the URL of the login is made of, and what the file says of it, where it refers to something.
    var secrets: [Secret] = []
    var writtenLogin: String?

    /// The ways to come by a token.
    private enum Source: String {
        case login, token, jwt, oauth2

        /// Whether each user has a token of its own.
        var isPersonal: Bool {
            switch self {
            case .login, .jwt: true
            case .token, .oauth2: false
            }
        }
    }

    /// What the target's mapping says of both.
    static func read(_ target: ConfigMapping, url: WebSocketURL?) -> AuthReader {
        var result = AuthReader()
        let usersNode = target["users"]
        if let usersNode { result.users = UsersReader.read(usersNode) }
        guard let node = target["auth"] else {
            usersNode?.report("nobody logs in here; remove them, or give auth with login or jwt")
            return result
        }
        guard let map = node.mapping() else { return result }
        let given = map.oneOf("login", "token", "jwt", "oauth2")
        let source = given.flatMap { Source(rawValue: $0.key) }
        result.readCarrier(map, source: source, url: url)
        if let source, let given { result.readSource(source, given.node, users: usersNode) }
        result.readLife(map, source: source)
        map["logout"].map(readLogout)
        map.finish()
        if source == nil { usersNode?.report("nobody logs in here; remove them, or give auth.login or auth.jwt") }
        return result
    }

    private mutating func readCarrier(_ map: ConfigMapping, source: Source?, url: WebSocketURL?) {
        let node = map["carrier"]
        let chosen = node.map { $0.choice(of: Carrier.self) } ?? (source == nil ? Carrier.none : .header)
        carrier = chosen ?? .none
        if let node, let source, chosen == Carrier.none {
            node.report("none sends no token, and \(source.rawValue) gets one; remove one of the two")
        }
        if source == nil, let chosen, chosen != .none {
            (node ?? map.node).report("\(chosen.rawValue) has no token to carry; give login, token, jwt or oauth2")
        }
        readCarriers(map["carriers"])
        let ticket = map["ticket"]?.mapping()
        ticketURL = ticket?.required("url", "where a ticket is bought")?.httpURL()
        ticket?.finish()
        if carrier == .ticket {
            obstacles.append(.ticket)
            node?.noteUnbuilt()
            if ticket == nil, let url, url.httpOrigin == nil {
                node?.report("ticket has no origin to buy one at behind a local socket; give auth.ticket.url")
            }
        } else {
            map["ticket"]?.noteUnbuilt()
        }
    }

    private func readCarriers(_ node: ConfigNode?) {
        guard let node, let items = node.list(count: 1...Carrier.allCases.count) else { return }
        var seen: Set<Carrier> = []
        for item in items {
            guard let carrier = item.choice(of: Carrier.self) else { continue }
            if carrier == .none { item.report("none carries nothing to be refused; remove it") }
            if !seen.insert(carrier).inserted { item.report("\(carrier.rawValue) is listed already; remove it") }
        }
        node.noteUnbuilt()
    }

    private mutating func readSource(_ source: Source, _ node: ConfigNode, users usersNode: ConfigNode?) {
        switch source {
        case .login:
            guard let map = node.mapping() else { break }
            let place = map.required("url", "where to log in, http:// or https://")
            if let place, let url = place.httpURL() {
                tokens = .login(url: url)
                secrets = place.fetched
                writtenLogin = place.hasReferences ? place.written : nil
            }
            map.finish()
        case .token:
            if let token = node.token() { tokens = .fixed(token) }
        case .jwt:
            SignedTokenReader.check(node)
            node.noteUnbuilt()
            obstacles.append(.jwt)
        case .oauth2:
            ClientCredentialsReader.check(node)
            node.noteUnbuilt()
            obstacles.append(.oauth2)
        }
        if source.isPersonal, usersNode == nil {
            node.report("needs users to get tokens for; give users beside auth")
        } else if !source.isPersonal {
            usersNode?.report("are not used with auth.\(source.rawValue), which is one token for all; remove them")
        }
    }

    private mutating func readLife(_ map: ConfigMapping, source: Source?) {
        guard let node = map["every"] else { return }
        switch node.kind == .text ? node.string() : nil {
        case "run": life = .run
        case "expiry": life = .expiry
        case .some, nil:
            guard let time = node.tokenLife() else { return }
            life = .time(time)
        }
        if source == .token { node.report("a given token is never fetched anew; remove it") }
    }

    private static func readLogout(_ node: ConfigNode) {
        guard let map = node.mapping() else { return }
        _ = map.required("url", "where a token is revoked")?.httpURL()
        map.finish()
        node.noteUnbuilt()
    }
}

extension ConfigNode {
    /// A token that fits into a header, a subprotocol and a query.
    fileprivate func token() -> Secret? {
        guard let secret = secret() else { return nil }
        guard TokenText.isOne(secret) else {
            report(TokenText.objection)
            return nil
        }
        return secret
    }

    fileprivate func tokenLife() -> Duration? {
        duration(in: .seconds(1) ... .seconds(30 * 86_400))
    }
}
