public import Configuration

/// Reads `users.yaml`: `users: [ { email, password | password_hash, permissions: [] } ]`.
public enum UsersFile {
    /// Every account of the file at `path`.
    public static func load(_ path: String) throws(ConfigurationError) -> [Account] {
        try ConfigurationFile.load(path: path, read: accounts)
    }

    /// The accounts of a file's root; what is wrong is reported there.
    static func accounts(_ root: ConfigNode) -> [Account]? {
        guard let map = root.mapping() else { return nil }
        let nodes = map.required("users", "a list of { email, password }")?.list()
        map.finish()
        guard let nodes else { return nil }
        var seen: [String: String] = [:]
        return nodes.compactMap { node in
            guard let account = account(node) else { return nil }
            let email = account.user.email.lowercased()
            if let other = seen.updateValue(node.documentPath, forKey: email) {
                node.report(
                    "the email \(account.user.email) stands at \(other) already; emails are unique, in any case"
                )
            }
            return account
        }
    }

    private static func account(_ node: ConfigNode) -> Account? {
        guard let map = node.mapping() else { return nil }
        let email = map.required("email")?.value("an email address", isEmail)
        let proof = map.oneOf("password", "password_hash")
        let permissions = map.optional("permissions")?.list(count: 0...100)?.compactMap { $0.string() }
        map.finish()
        guard let proof else {
            node.report("password is missing; give password or password_hash")
            return nil
        }
        let password: StoredPassword?
        if proof.key == "password" {
            password = proof.node.secret().map(StoredPassword.plain)
        } else {
            password = hash(proof.node)
        }
        guard let email, let password else { return nil }
        return Account(user: User(email: email, permissions: permissions ?? []), password: password)
    }

    /// Reads it as a secret, so that no message shows it.
    private static func hash(_ node: ConfigNode) -> StoredPassword? {
        guard let secret = node.secret() else { return nil }
        do throws(PasswordHash.Refusal) {
            return .hashed(try PasswordHash(secret.reveal()))
        } catch {
            node.report("\(error)")
            return nil
        }
    }

    private static func isEmail(_ text: String) -> String? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && isPlain && text.utf8.count <= 254 ? text : nil
    }
}
