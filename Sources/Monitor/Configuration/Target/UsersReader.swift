import Configuration
import Probes

/// Reads `users`: a list of people, or a number of them made from a pattern.
enum UsersReader {
    /// How many a pattern makes.
    static let count = 2...1_000

    /// The users that `node` names, each with a label of its own.
    static func read(_ node: ConfigNode) -> [ProbeUser] {
        switch node.kind {
        case .mapping: return pattern(node)
        case .list, .nothing, .text, .refused:
            var labels: [String: String] = [:]
            return (node.list(count: 1...count.upperBound) ?? []).compactMap { single($0, &labels) }
        }
    }

    private static func single(_ node: ConfigNode, _ labels: inout [String: String]) -> ProbeUser? {
        guard let map = node.mapping() else { return nil }
        let emailNode = map.required("email", "what the user logs in with")
        let email = emailNode?.string()
        let password = map.required("password", "it as ${file:path} or ${env:NAME}")?.secret()
        let nameNode = map["name"]
        let name = nameNode?.string()
        map.finish()
        guard let emailNode, let email, let password, nameNode == nil || name != nil else { return nil }
        let user = ProbeUser(email: email, password: password, name: name)
        guard !user.label.isEmpty else {
            emailNode.report("has nothing before the @ to call the user by; give name")
            return nil
        }
        if let owner = labels.updateValue(node.documentPath, forKey: user.label) {
            (nameNode ?? emailNode).report(
                "the label \(user.label) is that of \(owner) too; give each a name of its own"
            )
        }
        return user
    }

    private static func pattern(_ node: ConfigNode) -> [ProbeUser] {
        guard let map = node.mapping() else { return [] }
        let number = map.required("count", "how many, \(count.lowerBound) to \(count.upperBound)")?.int(in: count)
        let emailNode = map.required("email", "a pattern like probe-${n}@example.com")
        let email = emailNode?.filledIn(with: ["n"])
        let password = map.required("password", "it as ${file:path} or ${env:NAME}")?.secret()
        map.finish()
        guard let number, let emailNode, let email, let password else { return [] }
        guard email.prefix(while: { $0 != "@" }).contains("${n}") else {
            emailNode.report("has no ${n} before the @, so that all users would be the same; write probe-${n}@…")
            return []
        }
        return (1...number).map { n in
            ProbeUser(email: email.replacing("${n}", with: "\(n)"), password: password)
        }
    }
}
