import Results

/// A message for Slack's incoming webhooks, in blocks, within Slack's limits.
///
/// What comes from outside stands in `plain_text`, which Slack does not read for mentions, links or emoji codes, so that
/// it arrives as it was written. https://docs.slack.dev/reference/block-kit/blocks
struct SlackBody: Encodable {
    /// What a notification on a phone shows.
    let text: String
    let blocks: [Block]

    static let longestHeader = 150
    static let longestSection = 3_000
    static let mostBlocks = 50
    /// Ours, so that the fallback stays a line or two.
    private static let longestFallback = 1_000

    struct Block: Encodable {
        let type: String
        let text: TextObject
    }

    struct TextObject: Encodable {
        let type: String
        let text: String
        /// Only plain text has it: whether `:fire:` becomes a picture.
        let emoji: Bool?
    }

    init(_ notification: AlertNotification, _ links: NotificationLinks) {
        var blocks: [Block] = []
        for alert in notification.alerts {
            let added = Self.blocks(of: alert, notification.kind, links)
            // The last block is kept for the word that there is more.
            guard blocks.count + added.count < Self.mostBlocks else {
                blocks.append(.plain("and more; the monitor shows them all: \(links.base)/"))
                break
            }
            blocks += added
        }
        self.blocks = blocks
        let title = notification.alerts.first.map { Self.title(of: $0, notification.kind) } ?? notification.group
        let more = notification.alerts.count > 1 ? " and \(notification.alerts.count - 1) more" : ""
        // The one text that Slack does read.
        text = SlackText.escaped(CutText.cut(title + more, to: Self.longestFallback))
    }

    private static func blocks(
        of alert: Alert,
        _ kind: AlertNotification.Kind,
        _ links: NotificationLinks
    ) -> [Block] {
        let title = title(of: alert, kind)
        var blocks = [Block.header(title), .plain(alert.reason)]
        if let failure = alert.failure { blocks.append(.plain(failure.detail)) }
        for (name, text) in alert.annotations.sorted(by: { $0.key < $1.key }) where !text.allSatisfy(\.isWhitespace) {
            // Half of the blocks at most for the annotations of one alert.
            guard blocks.count < mostBlocks / 2 else { break }
            blocks.append(.plain("\(name): \(text)"))
        }
        blocks.append(.link(links.source(of: alert), alert.result.map { "run \($0)" } ?? "the monitor"))
        return blocks
    }

    private static func title(of alert: Alert, _ kind: AlertNotification.Kind) -> String {
        let what = "\(alert.name): \(alert.probe) on \(alert.target)"
        return switch kind {
        case .firing: "🔥 \(alert.severity.rawValue): \(what)"
        case .reminder: "🔥 \(alert.severity.rawValue), still: \(what)"
        case .resolved: "✅ resolved: \(what)"
        case .test: "🧪 test: \(what)"
        }
    }
}

extension SlackBody.Block {
    fileprivate static func header(_ text: String) -> Self {
        Self(type: "header", text: .plain(CutText.cut(text, to: SlackBody.longestHeader)))
    }

    fileprivate static func plain(_ text: String) -> Self {
        Self(type: "section", text: .plain(CutText.cut(text, to: SlackBody.longestSection)))
    }

    fileprivate static func link(_ url: String, _ words: String) -> Self {
        let text = "<\(SlackText.escaped(url))|\(SlackText.escaped(words))>"
        // A link that was cut leads nowhere.
        guard text.utf16.count <= SlackBody.longestSection else { return plain(words) }
        return Self(type: "section", text: SlackBody.TextObject(type: "mrkdwn", text: text, emoji: nil))
    }
}

extension SlackBody.TextObject {
    fileprivate static func plain(_ text: String) -> Self { Self(type: "plain_text", text: text, emoji: false) }
}

/// Text in Slack's own markup.
enum SlackText {
    /// `text` without any of the three signs that Slack gives a meaning to.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case _: result.append(character)
            }
        }
        return result
    }
}
