/// Which names are those of credentials: of members of a message, of fields of a head, of parameters of a URL.
///
/// A name is one by what it ends with, since what stands before only says which (`session_token`, `X-Api-Key`); case
/// and what is neither letter nor digit do not count. Ids are no credentials, those of sessions and requests included:
/// they stay, so that a replay finds what the run found. Neither are numbers of tokens (`prompt_tokens`).
enum CredentialName {
    private static let endings: [StaticString] = [
        // What is shown to be let in.
        "token", "jwt", "authorization", "cookie", "ticket", "ticketid", "bearer",
        // What is known to be let in.
        "password", "passwd", "pwd", "passphrase", "passcode", "secret", "credential", "credentials",
        // Keys; a key by itself is mostly that of a map.
        "apikey", "accesskey", "secretkey", "privatekey", "authkey", "bypasskey", "subscriptionkey", "sharedkey",
    ]

    /// What is a credential in the query of a URL alone; elsewhere these words mean other things too.
    private static let parameters: [StaticString] = ["key", "auth", "sig", "signature", "code"]

    /// The longest name that is looked at; what is longer names nothing.
    private static let longest = 64

    /// Whether `name` is that of a credential, wherever it stands.
    static func isOne(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        name.count <= longest && endings.contains { ends(name, with: $0) }
    }

    /// Whether `name` is that of a credential in the query of a URL.
    static func isParameter(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        isOne(name) || parameters.contains { ends(name, with: $0, isWhole: true) }
    }

    /// Whether the letters and digits of `name` end with `ending`, or are that. Compared from behind: most names differ
    /// in their last letter.
    private static func ends(
        _ name: some BidirectionalCollection<UInt8>,
        with ending: StaticString,
        isWhole: Bool = false
    ) -> Bool {
        var place = name.endIndex
        var left = ending.utf8CodeUnitCount
        while place > name.startIndex, left > 0 || isWhole {
            place = name.index(before: place)
            guard let byte = folded(name[place]) else { continue }
            guard left > 0, byte == ending.utf8Start[left - 1] else { return false }
            left -= 1
        }
        return left == 0
    }

    /// A letter in lower case, or a digit; nil for anything else.
    private static func folded(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: nil
        }
    }
}
