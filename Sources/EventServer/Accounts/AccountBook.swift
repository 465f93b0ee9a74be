/// The accounts in force, found by email in any case.
struct AccountBook: Sendable {
    private let accounts: [String: Account]
    /// The highest cost among the hashes; nil where every password is kept in plain text.
    let highestCost: Int?

    init(_ accounts: [Account]) {
        self.accounts = Dictionary(accounts.map { ($0.user.email.lowercased(), $0) }) { first, _ in first }
        highestCost = accounts.compactMap { account in
            switch account.password {
            case .plain: nil
            case .hashed(let hash): hash.rounds
            }
        }.max()
    }

    var count: Int { accounts.count }

    func account(of email: String) -> Account? { accounts[email.lowercased()] }
}
