import Results

/// The body of the format `standard`: `{"type":"alert.firing","timestamp":…,"data":{…}}`.
struct StandardBody: Encodable {
    let type: String
    let timestamp: WallTime
    let data: Content

    struct Content: Encodable {
        let group: String
        let alerts: [Alert]
        let links: Links
    }

    struct Links: Encodable {
        let monitor: String
        /// One for each alert that is about a run.
        let results: [String]
    }

    init(_ notification: AlertNotification, _ links: NotificationLinks) {
        type = notification.kind.eventType
        timestamp = notification.at
        data = Content(
            group: notification.group,
            alerts: notification.alerts,
            links: Links(
                monitor: links.base + "/",
                results: notification.alerts.compactMap(\.result).map(links.result)
            )
        )
    }
}

extension AlertNotification.Kind {
    /// The name of the event. A reminder says the same as what it reminds of, and has an id of its own.
    fileprivate var eventType: String {
        switch self {
        case .firing, .reminder: "alert.firing"
        case .resolved: "alert.resolved"
        case .test: "alert.test"
        }
    }
}
