import Configuration
import HTTPTypes
import Probes
import Transport

/// A target as YAML.
enum TargetText {
    static func write(_ target: Target, into yaml: inout YAMLText) {
        yaml.add("name", target.name)
        // Without its query, which may hold a token.
        yaml.add("url", "\(target.url)")
        if let origin = target.headers[.origin] { yaml.add("origin", origin) }
        yaml.add("headers") { yaml in
            // Nobody can tell which of them are secret.
            for field in target.headers where field.name != .origin {
                yaml.add(field.name.rawName, "\(Secret(field.value))")
            }
        }
        yaml.add("subprotocols", list: target.subprotocols)
        yaml.add("require_subprotocol", plain: target.requiresSubprotocol)
        yaml.add("max_message", plain: ByteSizeText.format(target.maxMessage))
        yaml.add("ip", plain: target.addresses.rawValue)
        yaml.add("tls") { tls(target, &$0) }
        yaml.add("auth") { auth(target, &$0) }
        if !target.users.isEmpty { yaml.add("users", each: target.users, user) }
        yaml.add("handshake", target.handshake.rawValue)
        yaml.add("request", target.writtenRequest ?? request(target.request))
        yaml.add("envelope", target.envelope?.rawValue ?? "any")
    }

    private static func user(_ user: ProbeUser, _ yaml: inout YAMLText) {
        yaml.add("email", user.email)
        yaml.add("password", "\(user.password)")
        yaml.add("name", user.label)
    }

    private static func tls(_ target: Target, _ yaml: inout YAMLText) {
        let tls = target.tls
        if let file = tls.caFile { yaml.add("ca_file", file) }
        if let file = tls.certificateFile { yaml.add("cert_file", file) }
        if let file = tls.keyFile { yaml.add("key_file", file) }
        if let name = tls.serverName { yaml.add("server_name", name) }
        yaml.add("insecure", plain: tls.isInsecure)
        yaml.add("warn_before_expiry", plain: DurationText.format(target.warnBeforeExpiry))
    }

    private static func auth(_ target: Target, _ yaml: inout YAMLText) {
        yaml.add("carrier", target.carrier.rawValue)
        switch target.tokens {
        case .none: return
        case .login(let url):
            // As the target's own URL, without its query.
            let shown = (target.writtenLogin ?? url).prefix { $0 != "?" }
            yaml.add("login") { $0.add("url", String(shown)) }
        case .fixed(let token):
            yaml.add("token", "\(token)")
            return
        }
        switch target.tokenLife {
        case .run: yaml.add("every", "run")
        case .expiry: yaml.add("every", "expiry")
        case .time(let time): yaml.add("every", plain: DurationText.format(time))
        }
    }

    private static func request(_ form: RequestForm) -> String {
        switch form {
        case .userMessage: "user_message"
        case .startAgent: "start_agent"
        case .chat: "chat"
        case .agentRequest: "agent_request"
        case .template(let text): text
        }
    }
}
