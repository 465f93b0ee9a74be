import FoundationEssentials

/// The shapes of a webhook's body. The raw values are those of `receivers.yaml`.
public enum NotificationFormat: String, Sendable, CaseIterable {
    /// Ours, after the Standard Webhooks 1.0.0: type, timestamp, data.
    case standard
    /// What an Alertmanager's webhook sends, version 4.
    case alertmanager
    /// A message of Slack's incoming webhooks.
    case slack
}

extension NotificationFormat {
    /// The body that tells of `notification`, as UTF-8: the same bytes for the same facts, on every attempt.
    public func body(_ notification: AlertNotification, links: NotificationLinks) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        switch self {
        case .standard: return [UInt8](try encoder.encode(StandardBody(notification, links)))
        case .alertmanager: return [UInt8](try encoder.encode(AlertmanagerBody(notification, links)))
        case .slack: return [UInt8](try encoder.encode(SlackBody(notification, links)))
        }
    }
}
