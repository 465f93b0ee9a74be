import Configuration
import HTTPTypes
import Transport

extension Redaction {
    /// What is known of the credentials that stand in the description of a target itself: in its headers, in the query
    /// of its URL, and in what was fetched for its other texts.
    init(of target: Target) {
        self.init()
        for secret in target.secrets { add(secret) }
        for field in target.headers {
            guard target.secretHeaders.contains(field.name) || CredentialName.isOne(field.name.canonicalName.utf8)
            else {
                continue
            }
            add(Secret(field.value))
            // The token of `Bearer TOKEN` and the value of `name=VALUE` may be told by themselves too.
            for part in field.value.split(whereSeparator: { " ;,".contains($0) }) where !part.isScheme {
                add(Secret(String(part.split(separator: "=", maxSplits: 1).last ?? part)))
            }
        }
        for pair in target.url.target.split(separator: "?", maxSplits: 1).dropFirst().joined().split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, CredentialName.isParameter(sides[0].utf8) else { continue }
            add(Secret(String(sides[1])))
        }
    }
}

extension Substring {
    /// Whether it says how a credential is to be read, and is none.
    fileprivate var isScheme: Bool { ["basic", "bearer", "digest", "token"].contains(lowercased()) }
}
