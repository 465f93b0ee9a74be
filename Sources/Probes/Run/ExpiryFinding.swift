import Results

/// What the end of a server's certificate means.
enum ExpiryFinding {
    /// The finding for a certificate that ends at `end`, looked at `now`; nil while that is farther away than `limit`.
    static func of(_ end: WallTime, at now: WallTime, warnBefore limit: Duration) -> Finding? {
        let left = Duration.milliseconds(end.milliseconds - now.milliseconds)
        guard left < limit else { return nil }
        // One that has ended gets here only where certificates are not checked.
        guard left > .zero else { return Finding(.tlsExpiring, detail: "the certificate ended at \(end)") }
        let hours = left.components.seconds / 3_600
        let time = hours < 1 ? "within the hour" : hours < 48 ? "in \(hours) h" : "in \(hours / 24) days"
        return Finding(.tlsExpiring, detail: "the certificate ends at \(end), \(time)")
    }
}
