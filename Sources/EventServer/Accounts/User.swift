import Crypto

/// Somebody who may log in, as tokens and frames name them.
public struct User: Sendable, Hashable {
    /// Stands as `sub` in tokens and as `user_id` in frames.
    public let id: String
    /// As it was given; compared in any case.
    public let email: String
    /// How they are called, where that is known.
    public let name: String?
    /// What they may do; carried in tokens, and not looked at here.
    public let permissions: [String]

    /// A user under an id of their own.
    public init(id: String, email: String, name: String? = nil, permissions: [String] = []) {
        self.id = id
        self.email = email
        self.name = name
        self.permissions = permissions
    }

    /// A user whose id is made from the email: the same after every start, and 32 bits of it in the first eight
    /// characters, since clients compare cut ids.
    public init(email: String, permissions: [String] = []) {
        let digest = Array(SHA256.hash(data: Array("quintet user \(email.lowercased())".utf8)))
        let hex = digest.prefix(16).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }
        let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { hex[$0].joined() }
        self.init(id: groups.joined(separator: "-"), email: email, permissions: permissions)
    }
}
