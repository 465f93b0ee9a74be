import HTTPTypes
import Probes
import Results

/// `GET /`: links, and the state of each probe. Plain HTML that needs no script.
struct StartPage: Sendable {
    let version: String
    /// What is known of the probes, in the order in which they are shown.
    let statuses: @Sendable () -> [ProbeStatus]
    /// What the configuration asks for and this version does not do, one a line.
    let notes: @Sendable () -> [String]

    func add(to routes: inout Routes) {
        routes.on(.get, "/") { _ in
            WebAnswer(
                type: "text/html; charset=utf-8",
                body: Array(html().utf8),
                // Nothing but its own style: whatever a server might smuggle into a sentence does nothing.
                headers: [.contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'"]
            )
        }
    }

    /// The page.
    func html() -> String {
        let statuses = statuses()
        let notes = notes()
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="15">
            <title>Quintet: \(Self.summary(statuses))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <h1>Quintet</h1>
            <p>\(Self.summary(statuses)). Version \(HTMLText.escaped(version)).</p>
            <p>\(Self.links(to: "/metrics", "/-/healthy", "/-/ready"))</p>
            <p>\(Self.links(to: "/api/v1/status", "/api/v1/probes", "/api/v1/results", "/api/v1/alerts", "/api/v1/stream"))</p>
            \(Self.table(statuses))\(Self.list(notes))
            </body>
            </html>

            """
    }

    private static func links(to paths: String...) -> String {
        paths.map { "<a href=\"\($0)\">\($0)</a>" }.joined(separator: " · ")
    }

    private static func summary(_ statuses: [ProbeStatus]) -> String {
        guard !statuses.isEmpty else { return "no probe is scheduled" }
        let counts = ProbeState.allCases.reversed().compactMap { state -> String? in
            let count = statuses.count { $0.state == state }
            return count == 0 ? nil : "\(count) \(state.rawValue)"
        }
        return "\(statuses.count) \(statuses.count == 1 ? "probe" : "probes"): \(counts.joined(separator: ", "))"
    }

    private static func table(_ statuses: [ProbeStatus]) -> String {
        guard !statuses.isEmpty else { return "" }
        let heads = ["Probe", "Target", "State", "Since", "Last run", "Took", "What it found"]
        let rows = statuses.map { status in
            let cells = [
                status.probe, status.target, nil, status.since?.description, status.last?.startedAt.description,
                status.last.map { $0.duration.words }, status.last.map(Self.finding),
            ]
            let shown = cells.map { cell -> String in
                guard let cell else { return "<td></td>" }
                return "<td>\(HTMLText.escaped(cell))</td>"
            }
            let state = "<td class=\"\(status.state.rawValue)\">\(status.state.rawValue)</td>"
            return "<tr>\(shown[0])\(shown[1])\(state)\(shown[3...].joined())</tr>"
        }
        return """
            <table>
            <tr>\(heads.map { "<th>\($0)</th>" }.joined())</tr>
            \(rows.joined(separator: "\n"))
            </table>
            """
    }

    private static func finding(_ result: ProbeResult) -> String {
        if let failure = result.failure { return "\(failure.failureClass.rawValue): \(failure.detail)" }
        if let finding = result.findings.first { return "\(finding.failureClass.rawValue): \(finding.detail)" }
        return result.verdict.rawValue
    }

    private static func list(_ notes: [String]) -> String {
        guard !notes.isEmpty else { return "" }
        let items = notes.map { "<li>\(HTMLText.escaped($0))</li>" }
        return "\n<h2>Worth knowing</h2>\n<ul>\n\(items.joined(separator: "\n"))\n</ul>"
    }

    private static let style = """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #222; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd; }
        td { overflow-wrap: anywhere; }
        .up { color: #18702f; font-weight: 600; }
        .degraded { color: #9a5b00; font-weight: 600; }
        .down { color: #b3160c; font-weight: 600; }
        .unknown { color: #666; }
        @media (prefers-color-scheme: dark) {
        body { background: #16181c; color: #ddd; } th, td { border-color: #333; } a { color: #8ab4f8; }
        .up { color: #6fcf8a; } .degraded { color: #f0b35a; } .down { color: #ff8a80; } .unknown { color: #999; }
        }
        """
}
