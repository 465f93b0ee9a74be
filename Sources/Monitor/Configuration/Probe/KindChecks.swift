import Configuration
import Probes
import Results

/// What each kind of probe asks of its target.
enum KindChecks {
    /// Reports, at `node`, what the target lacks.
    static func check(_ kind: ProbeKind, of target: Target, at node: ConfigNode?) {
        guard let node, let lack = lack(kind, of: target) else { return }
        node.report(lack)
    }

    private static func lack(_ kind: ProbeKind, of target: Target) -> String? {
        switch kind {
        case .journey, .resume, .idle:
            nil
        case .isolation:
            target.users.count >= 2
                ? nil
                : "isolation needs two users or more, and target \(target.name) has \(target.users.count); add users"
        case .auth:
            target.carrier != .none
                ? nil : "auth needs a target that asks for a token, and \(target.name) has no auth; give it one"
        case .health:
            target.health != nil
                ? nil : "health needs the address of a health endpoint; give target \(target.name) its health"
        }
    }
}
