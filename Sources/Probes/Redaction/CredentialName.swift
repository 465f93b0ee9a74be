/// Which names are those of credentials: of members of a message, of fields of a head, of parameters of a URL.
///
/// A name is one by what it ends with, since what stands before only says which (`session_token`, `X-Api-Key`); case
/// and what is neither letter nor digit do not count. Ids are no credentials, those of sessions and requests included:
/// they stay, so that a replay finds what the run found. Neither are numbers of tokens (`prompt_tokens`).
enum CredentialName {
    private static let endings = [
        // What is shown to be let in.
        "token", "jwt", "authorization", "cookie", "ticket", "ticketid", "bearer",
        // What is known to be let in.
        "password", "passwd", "pwd", "passphrase", "passcode", "secret", "credential", "credentials",
        // Keys; a key by itself is mostly that of a map.
        "apikey", "accesskey", "secretkey", "privatekey", "authkey", "bypasskey", "subscriptionkey", "sharedkey",
    ].map { Array($0.utf8) }

    /// What is a credential in the query of a URL alone; elsewhere these words mean other things too.
    private static let parameters = Set(["key", "auth", "sig", "signature", "code"].map { Array($0.utf8) })

    /// The longest name that is looked at; what is longer names nothing.
    private static let longest = 64

    /// Whether `name` is that of a credential, wherever it stands.
    static func isOne(_ name: some Collection<UInt8>) -> Bool {
        guard let word = word(name) else { return false }
        return endings.contains { word.count >= $0.count && word.suffix($0.count).elementsEqual($0) }
    }

    /// Whether `name` is that of a credential in the query of a URL.
    static func isParameter(_ name: some Collection<UInt8>) -> Bool {
        guard let word = word(name) else { return false }
        return parameters.contains(word) || isOne(word)
    }

    /// Letters in lower case and digits alone.
    private static func word(_ name: some Collection<UInt8>) -> [UInt8]? {
        guard !name.isEmpty, name.count <= longest else { return nil }
        return name.compactMap { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            default: nil
            }
        }
    }
}
