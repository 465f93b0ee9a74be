import Configuration
import Probes
import Transport

/// A target as the file has it: what its probes are given, and what else they have to know.
struct TargetReader {
    /// What runs are given.
    let target: Target
    /// What keeps its probes from running.
    let obstacles: [UnbuiltPart]
    /// Variables that its steps bring, for messages.
    let captures: [String]

    /// The target that `node` describes; its name is claimed in `names` even when the rest is wrong.
    static func read(_ node: ConfigNode, names: inout NameTable) -> (name: String?, target: TargetReader?) {
        guard let map = node.mapping() else { return (nil, nil) }
        let name = map.required("name", "the target a name, for probes to refer to")
            .flatMap { names.claim($0) }
        let url = map.required("url", "the address, ws:// or wss://")?.webSocketURL()
        let auth = AuthReader.read(map, url: url)
        let headers = HeaderReader.read(map, carriesToken: auth.carrier == .header)
        let offer = offer(map, carrier: auth.carrier)
        let maxMessage = map["max_message"]?.byteSize(in: 1_024...(1 << 30))
        let addresses = map["ip"]?.choice(of: AddressChoice.self)
        let tls = TLSReader.read(map["tls"])
        let (unbuilt, captures) = unbuiltParts(map)
        let dialogue = DialogueReader.read(map, captures: captures)
        let health = map["health"]
        let healthURL = health?.httpURL()
        health?.noteUnbuilt()
        map.finish()
        guard let name, let url else { return (name, nil) }
        var target = Target(name: name, url: url)
        target.headers = headers.fields
        target.secretHeaders = headers.secret
        target.subprotocols = offer.subprotocols
        target.requiresSubprotocol = offer.isRequired
        target.maxMessage = maxMessage ?? target.maxMessage
        target.addresses = addresses ?? target.addresses
        target.tls = tls.settings
        target.warnBeforeExpiry = tls.warnBeforeExpiry
        target.carrier = auth.carrier
        target.tokens = auth.tokens
        target.tokenLife = auth.life
        target.ticketURL = auth.ticketURL
        target.users = auth.users
        target.handshake = dialogue.handshake
        target.request = dialogue.request
        target.writtenLogin = auth.writtenLogin
        if let request = map["request"], request.hasReferences { target.writtenRequest = request.written }
        target.secrets = auth.secrets + (map["request"]?.fetched ?? [])
        target.envelope = dialogue.envelope
        target.health = healthURL
        return (name, TargetReader(target: target, obstacles: unbuilt + auth.obstacles, captures: captures))
    }

    /// `subprotocols` and whether one of them has to be chosen.
    private static func offer(_ map: ConfigMapping, carrier: Carrier) -> (subprotocols: [String], isRequired: Bool) {
        var list = SubprotocolList()
        for item in map["subprotocols"]?.list(count: 0...SubprotocolList.most) ?? [] {
            guard let name = item.string() else { continue }
            do throws(SubprotocolList.Refusal) {
                try list.add(name)
            } catch {
                item.report(error.description)
            }
        }
        let node = map["require_subprotocol"]
        let isRequired = node?.bool() ?? false
        if isRequired, list.names.isEmpty, carrier != .subprotocol {
            node?.report("no subprotocol is offered that the server could choose; give subprotocols")
        }
        return (list.names, isRequired)
    }

    /// Reads what is not built yet, and tells which of it a run cannot do without.
    private static func unbuiltParts(_ map: ConfigMapping) -> (obstacles: [UnbuiltPart], captures: [String]) {
        var obstacles: [UnbuiltPart] = []
        if let compression = map["compression"], compression.bool() == true { compression.noteUnbuilt() }
        if let proxy = map["proxy"] {
            _ = proxy.secretURL(schemes: ["http", "https", "socks5"])
            proxy.noteUnbuilt()
            obstacles.append(.proxy)
        }
        if let redirects = map["follow_redirects"], redirects.bool() == true {
            redirects.noteUnbuilt()
            obstacles.append(.redirects)
        }
        guard let steps = map["steps"] else { return (obstacles, []) }
        let captures = StepsReader.captures(steps)
        if steps.list()?.isEmpty == false {
            steps.noteUnbuilt()
            obstacles.append(.steps)
        }
        return (obstacles, captures)
    }
}
