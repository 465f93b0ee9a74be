import Transport

/// Counts wrong passwords and says when somebody has tried often enough.
///
/// Right ones are not counted: a probe that logs in for every run is no attack. The table is bounded by the accounts
/// that exist: emails that nobody has share a fixed number of rows.
struct FailedLogins {
    private struct Window {
        var start: Instant
        var count: Int
    }

    private static let strangers = 1024

    private let limit: Rate
    private var windows: [String: Window] = [:]

    init(limit: Rate) { self.limit = limit }

    /// How long the account has to wait; nil when it may try.
    mutating func wait(for key: String, at now: Instant) -> Duration? {
        guard let window = windows[key] else { return nil }
        let rest = limit.per - window.start.duration(to: now)
        guard rest > .zero else {
            windows[key] = nil
            return nil
        }
        return window.count < limit.count ? nil : rest
    }

    mutating func failed(_ key: String, at now: Instant) {
        var window = windows[key] ?? Window(start: now, count: 0)
        if window.start.duration(to: now) >= limit.per { window = Window(start: now, count: 0) }
        window.count += 1
        windows[key] = window
    }

    mutating func succeeded(_ key: String) { windows[key] = nil }

    /// The row of an email.
    static func key(of email: String, isKnown: Bool) -> String {
        let email = email.lowercased()
        return isKnown ? email : "?\(UInt(bitPattern: email.hashValue) % UInt(strangers))"
    }
}
