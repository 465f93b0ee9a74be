import Results

/// Times as people read them at a glance.
enum Words {
    /// `12 s`, `3 m`, `2 h`, `5 d`: how long ago, or how soon; rounded down.
    static func age(_ time: Duration) -> String {
        let seconds = max(0, time.components.seconds)
        switch seconds {
        case ..<100: return "\(seconds) s"
        case ..<6_000: return "\(seconds / 60) m"
        case ..<172_800: return "\(seconds / 3_600) h"
        default: return "\(seconds / 86_400) d"
        }
    }

    /// From `one` to `other`; nil where one of them is not known.
    static func between(_ one: WallTime?, _ other: WallTime?) -> Duration? {
        guard let one, let other else { return nil }
        let (difference, isTooLong) = other.milliseconds.subtractingReportingOverflow(one.milliseconds)
        return isTooLong ? nil : .milliseconds(difference)
    }

    /// The time of day in UTC, `12:00:03`.
    static func clock(_ time: WallTime?) -> String {
        guard let text = time?.description, text.utf8.count >= 19 else { return "--:--:--" }
        return String(text.dropFirst(text.utf8.count - 13).prefix(8))
    }
}
