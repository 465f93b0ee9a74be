import Results

/// The body of an Alertmanager's webhook, version 4, so that whoever reads those reads ours.
///
/// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
struct AlertmanagerBody: Encodable {
    let version = "4"
    let groupKey: String
    let truncatedAlerts = 0
    let status: String
    let receiver: String
    let groupLabels: [String: String]
    let commonLabels: [String: String]
    let commonAnnotations: [String: String]
    let externalURL: String
    let alerts: [Entry]

    struct Entry: Encodable {
        let status: String
        let labels: [String: String]
        let annotations: [String: String]
        let startsAt: String
        let endsAt: String
        let generatorURL: String
        let fingerprint: String
    }

    /// How Go writes that there is no time.
    private static let noTime = "0001-01-01T00:00:00Z"

    init(_ notification: AlertNotification, _ links: NotificationLinks) {
        alerts = notification.alerts.map { alert in
            let labels = Self.labels(of: alert)
            return Entry(
                status: alert.state == .resolved ? "resolved" : "firing",
                labels: labels,
                annotations: alert.annotations.merging(["reason": alert.reason]) { own, _ in own },
                startsAt: alert.since.description,
                endsAt: alert.until?.description ?? Self.noTime,
                generatorURL: links.source(of: alert),
                fingerprint: LabelFingerprint.text(of: labels)
            )
        }
        // As in the Alertmanager: a group fires as long as one of its alerts does.
        status = alerts.contains { $0.status == "firing" } ? "firing" : "resolved"
        receiver = notification.receiver
        groupLabels = Self.common(notification.alerts.map { ["alertname": $0.name, "probe": $0.probe] })
        groupKey = "{}:{\(groupLabels.sorted { $0.key < $1.key }.map { "\($0)=\"\($1)\"" }.joined(separator: ", "))}"
        commonLabels = Self.common(alerts.map(\.labels))
        commonAnnotations = Self.common(alerts.map(\.annotations))
        externalURL = links.base
    }

    private static func labels(of alert: Alert) -> [String: String] {
        [
            "alertname": alert.name, "probe": alert.probe, "target": alert.target,
            "severity": alert.severity.rawValue,
        ]
    }

    /// What all of them have, with the same value.
    private static func common(_ all: [[String: String]]) -> [String: String] {
        guard let first = all.first else { return [:] }
        return first.filter { key, value in all.allSatisfy { $0[key] == value } }
    }
}

/// The id of a set of labels, in 16 hexadecimal digits.
enum LabelFingerprint {
    /// FNV-1a over names and values in the order of the names, with 255 after each, as Prometheus does it.
    static func text(of labels: [String: String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for (name, value) in labels.sorted(by: { $0.key < $1.key }) {
            for byte in Array(name.utf8) + [255] + Array(value.utf8) + [255] {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
