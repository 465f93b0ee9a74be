public import Configuration

/// Takes the credentials out of whatever is shown or kept of a run: out of findings, heads, frames and transcripts, in
/// this one place.
///
/// Those of our own are known, and found wherever they stand. Those of others, a `session_token` that the server gives
/// or somebody else's token in a frame that leaks, are found by their names and their shapes. Ids and nonces stay, so
/// that the replay of a transcript gives the verdict of its run.
public struct Redaction: Sendable {
    private var secrets: [KnownSecret] = []

    /// No credential is known.
    public init() {}

    /// No text shows `secret` from now on.
    public mutating func add(_ secret: Secret) {
        for known in KnownSecret.all(of: secret) where !secrets.contains(known) { secrets.append(known) }
        // The longest first: a secret that contains another one is to vanish whole.
        secrets.sort { $0.bytes.count > $1.bytes.count }
    }

    /// `text` without credentials.
    public func of(_ text: String) -> String {
        redacted(Array(text.utf8), depth: 0).map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// A name that a server gave, of a tool for example, without the credentials of our own.
    func ofName(_ name: String) -> String {
        guard let shortest = secrets.last, name.utf8.count >= shortest.bytes.count else { return name }
        return withoutKnown(Array(name.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? name
    }

    /// `bytes` without credentials; nil where they hold none.
    ///
    /// - Parameter depth: how many strings of JSON they were taken out of.
    func redacted(_ bytes: [UInt8], depth: Int = 0) -> [UInt8]? {
        var result = CredentialMembers.redacted(bytes, by: self, depth: depth)
        result = CredentialShapes.redacted(result ?? bytes) ?? result
        return withoutKnown(result ?? bytes) ?? result
    }

    private func withoutKnown(_ bytes: [UInt8]) -> [UInt8]? {
        secrets.reduce(nil) { $1.removed(from: $0 ?? bytes) ?? $0 }
    }
}
