/// What is pending and firing, and what is on its way to whom.
///
/// ```
///   STATE    SEVERITY NAME                 PROBE          SINCE REASON
/// > firing   page     golden-path-broken   golden-path      3 m 2 of 3 failed, missing_event
///
///   OUTBOX: 1 waiting, 0 dead
///   oncall   firing  attempt 2  next in 4 s  503 Service Unavailable
/// ```
struct AlertsScreen {
    private static let mostNotices = 100

    let sight: Sight

    func page() -> Page {
        var page = Page()
        page.head = [titles]
        guard let board = sight.shown.alerts else {
            page.list([[.gap(2), Span("the alerts are being fetched")]])
            return page
        }
        let alerts = sight.state.listedAlerts
        if alerts.isEmpty {
            page.list([[.gap(2), Span("no alert is pending or firing")]])
        } else {
            let selected = max(0, min(alerts.count - 1, sight.state.selectedAlert))
            page.count = alerts.count
            page.selected = selected
            page.row = { row(alerts[$0], isSelected: $0 == selected) }
            page.foot = annotation(alerts[selected])
        }
        page.foot += outbox(board)
        return page
    }

    private var titles: Row {
        [
            .gap(2), Span("STATE", .faint, width: 9), Span("SEVERITY", .faint, width: 9),
            Span("NAME", .faint, width: names), .gap(1), Span("PROBE", .faint, width: names), .gap(1),
            Span("SINCE", .faint, width: 5, isRight: true), .gap(1), Span("REASON", .faint),
        ]
    }

    private var names: Int { sight.isWide ? 28 : 18 }

    private func row(_ alert: AlertBoard.Alert, isSelected: Bool) -> Row {
        let style: Style =
            switch alert.state {
            case "firing": .of(.down)
            case "pending": .of(.degraded)
            default: .faint
            }
        return [
            Span(isSelected ? "> " : "  "), Span(alert.state, style, width: 9), Span(alert.severity ?? "", width: 9),
            Span(alert.name, .bold, width: names), .gap(1), Span(alert.labels?.probe ?? "", width: names), .gap(1),
            Span(sight.since(alert.since), width: 5, isRight: true), .gap(1), Span(alert.reason ?? ""),
        ]
    }

    /// What the rule's author wrote for whoever is woken.
    private func annotation(_ alert: AlertBoard.Alert) -> [Row] {
        let words = (alert.annotations ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        let reason = alert.reason.map { [$0] } ?? []
        return [[]] + (reason + words).prefix(3).flatMap { sight.wrapped($0, lines: 2) }
    }

    private func outbox(_ board: AlertBoard) -> [Row] {
        let (waiting, dead) = (board.outbox ?? [], board.dead ?? [])
        let title = "OUTBOX: \(waiting.count) waiting, \(dead.count) dead"
        let room = max(1, sight.height / 4)
        let rows =
            dead.prefix(room).map { notice($0, isDead: true) } + waiting.prefix(room).map { notice($0, isDead: false) }
        return [[], [.gap(2), Span(title, dead.isEmpty ? .faint : .of(.down))]] + rows
    }

    private func notice(_ notice: AlertBoard.Notice, isDead: Bool) -> Row {
        let attempts = notice.attempts.map { "attempt \($0)" } ?? ""
        let next = isDead ? "given up" : notice.nextAttempt.map { "next in \(sight.until($0))" } ?? ""
        return [
            .gap(2), Span(notice.receiver, width: names), .gap(1), Span(notice.kind ?? "", width: 9),
            Span(attempts, width: 11), Span(next, isDead ? .of(.down) : .plain, width: 14),
            Span(notice.answer ?? "", .faint),
        ]
    }
}
