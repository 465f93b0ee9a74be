import FoundationEssentials
import Results
import TestSupport
import Transport

@testable import Dashboard

/// A monitor with a few probes, as its API tells of it.
enum Sample {
    static let start = Instant.now

    static func status(isFailing: Bool) throws -> MonitorStatus {
        let failure = """
            {"class":"missing_event","event":"tool_completed","blame":"agent",
            "detail":"tool_completed never came; the run ended with agent_completed 0.31 s after the request"}
            """
        let json = """
            {"version":"1.2.0","started_at":"2026-01-31T09:00:00.000Z","time":"2026-01-31T12:00:03.000Z","state":"up",
            "probes":[
            {"name":"checkout","target":"shop","kind":"journey","state":"\(isFailing ? "degraded" : "up")",
             "verdict":"\(isFailing ? "degraded" : "pass")","failure":null,"since":"2026-01-31T10:00:00.000Z",
             "last_run":"2026-01-31T11:59:58.000Z","next_run":"2026-01-31T12:00:13.000Z","every":15,
             "duration":\(isFailing ? "4.4" : "0.052"),"sla":{"total":5},"running":false,"recent":[\(recent(fails: false))]},
            {"name":"golden-path","target":"local","kind":"journey","state":"\(isFailing ? "down" : "up")",
             "verdict":"\(isFailing ? "fail" : "pass")","failure":\(isFailing ? failure : "null"),
             "since":"2026-01-31T11:57:00.000Z","last_run":"2026-01-31T11:59:59.000Z",
             "next_run":"2026-01-31T12:00:14.000Z","every":15,"duration":0.331,"sla":{"total":5},"running":false,
             "recent":[\(recent(fails: isFailing))]},
            {"name":"日本-search","target":"tokyo","kind":"journey","state":"up","verdict":"pass","failure":null,
             "since":"2026-01-29T11:57:00.000Z","last_run":"2026-01-31T11:59:50.000Z",
             "next_run":"2026-01-31T12:00:05.000Z","every":15,"duration":1.9,"sla":{"total":2},"running":true,
             "recent":[\(recent(fails: false))]},
            {"name":"new","target":"local","kind":"journey","state":"unknown","verdict":null,"failure":null,
             "since":null,"last_run":null,"next_run":"2026-01-31T12:00:09.000Z","every":60,"duration":null,
             "sla":{"total":5},"running":false,"recent":[]}
            ],"alerts":{"firing":\(isFailing ? 1 : 0),"pending":\(isFailing ? 1 : 0)},
            "store":{"healthy":\(!isFailing),"error":\(isFailing ? "\"disk full\"" : "null"),"path":"quintet.db"},
            "configuration":{"error":null,"notes":[]}}
            """
        return try JSONDecoder().decode(MonitorStatus.self, from: Data(json.utf8))
    }

    private static func recent(fails: Bool) -> String {
        (0..<12).map { index in
            let verdict = fails && index > 8 ? "fail" : "pass"
            let duration = 0.05 + Double(index % 4) * 0.1
            return """
                {"id":"\(index)","verdict":"\(verdict)","duration":\(duration),"at":"2026-01-31T11:57:00.000Z"}
                """
        }
        .joined(separator: ",")
    }

    static func detail() throws -> ProbeDetail {
        func spread(_ value: Double) -> String {
            "{\"p50\":\(value),\"p95\":\(value * 1.5),\"p99\":\(value * 2),\"max\":\(value * 4),\"count\":500}"
        }
        let json = """
            {"name":"golden-path","contract":"agent-run","every":15,"timeout":10,
            "phases":{"dns":\(spread(0.0002)),"connect":\(spread(0.0004)),"tls":\(spread(0.003)),"login":\(spread(0.012)),
            "upgrade":\(spread(0.002)),"welcome":\(spread(0.001)),"handshake":\(spread(0.002)),"first_event":\(spread(0.05)),
            "run":\(spread(0.31)),"close":\(spread(0.001))},
            "events":{"agent_started":\(spread(0.05)),"agent_thinking":\(spread(0.1)),"tool_executing":\(spread(0.15)),
            "tool_completed":\(spread(0.2)),"agent_completed":\(spread(0.31))},
            "failures":{"missing_event":3,"stalled":1}}
            """
        return try JSONDecoder().decode(ProbeDetail.self, from: Data(json.utf8))
    }

    static func result(_ index: Int, isFailing: Bool) throws -> ProbeResult {
        let failure = """
            {"class":"missing_event","event":"tool_completed","blame":"agent",
            "detail":"tool_completed never came; the run ended with agent_completed 0.31 s after the request"}
            """
        let finding = """
            {"class":"missing_event","severity":"fail","event":"tool_completed","at":0.31,
            "detail":"tool_completed never came; the run ended with agent_completed 0.31 s after the request"},
            {"class":"late_event","severity":"warn","event":"tool_executing","at":0.2,"took":0.1,"budget":0.05,
            "detail":"tool_executing came 0.15 s after the request; its budget is 0.1 s"}
            """
        let json = """
            {"schema":"quintet.result/1","id":"01JD8Z6T0N6E0X2M8W3J5Q7R\(index + 10)","probe":"golden-path","target":"local",
            "contract":"agent-run","kind":"journey","user":"probe-1","cycle":"01JD8Z6T0N6E0X2M8W3J5Q7R9R",
            "started_at":"2026-01-31T11:59:\(59 - index).000Z","duration":0.331,
            "verdict":"\(isFailing ? "fail" : "pass")","failure":\(isFailing ? failure : "null"),
            "findings":[\(isFailing ? finding : "")],
            "phases":{"dns":0.0002,"connect":0.0004,"tls":0.0031,"login":0.012,"upgrade":0.0021,"welcome":0.001,
            "handshake":0.002,"first_event":0.05,"run":0.31,"close":0.001},
            "events":[{"event":"agent_started","at":0.05,"gap":0.05,"agent":"assistant"},
            {"event":"agent_thinking","at":0.1,"gap":0.05,"agent":"assistant"},
            {"event":"tool_executing","at":0.15,"gap":0.05,"agent":"assistant","tool":"clock"},
            {"event":"agent_completed","at":0.31,"gap":0.16,"agent":"assistant"}],
            "ids":{},"close":{"code":1000,"by":"client"},"peer":"127.0.0.1:8000","http":{"status":101},
            "sla":{"connect":2,"first_event":1,"total":5,"events":{"tool_executing":0.1}},"tls":null,"attempt":1}
            """
        return try JSONDecoder().decode(ProbeResult.self, from: Data(json.utf8))
    }

    static let transcript = TranscriptLines(
        frames: [
            .init(
                offset: 0.021,
                isSent: false,
                opcode: "text",
                size: 52,
                payload: "{\"type\":\"connection_established\"}"
            ),
            .init(
                offset: 0.022,
                isSent: true,
                opcode: "text",
                size: 61,
                payload: "{\"type\":\"user_message\",\"text\":\"\u{1B}[2J\"}"
            ),
            .init(offset: 0.332, isSent: false, opcode: "close", size: 2, payload: "1000"),
        ],
        isTruncated: true
    )

    static func alerts() throws -> AlertBoard {
        let json = """
            {"alerts":[
            {"name":"golden-path-broken","state":"firing","severity":"page","labels":{"probe":"golden-path","target":"local"},
             "since":"2026-01-31T11:57:00.000Z","reason":"2 of 3 failed, missing_event tool_completed",
             "annotations":{"summary":"golden-path on local: missing_event","runbook":"docs/runbooks/missing-event.md"},
             "result":"01JD8Z6T0N6E0X2M8W3J5Q7R10"},
            {"name":"slow","state":"pending","severity":"ticket","labels":{"probe":"checkout","target":"shop"},
             "since":"2026-01-31T11:59:30.000Z","reason":"1 of 3 failed","annotations":{},"result":null}],
            "outbox":[{"id":"msg_1","receiver":"oncall","group":"local","kind":"firing","created_at":"2026-01-31T11:57:00.000Z",
             "attempts":2,"next_attempt":"2026-01-31T12:00:07.000Z","answer":"503 Service Unavailable"}],
            "dead":[{"id":"msg_0","receiver":"chat","group":"local","kind":"firing","created_at":"2026-01-31T11:57:00.000Z",
             "attempts":1,"next_attempt":null,"answer":"410 Gone"}]}
            """
        return try JSONDecoder().decode(AlertBoard.self, from: Data(json.utf8))
    }

    /// The state of a dashboard that has opened `screen`, and the moment to look at it.
    static func state(_ screen: Screen, _ condition: Condition, width: Int, height: Int) throws -> (
        DashboardState, Instant
    ) {
        var state = DashboardState(address: "http://127.0.0.1:9555", width: width, height: height, now: start)
        let isFailing = condition != .healthy
        state.screens = screen == .overview ? [.overview] : [.overview, screen]
        if case .run = screen { state.screens.insert(.probe("golden-path"), at: 1) }
        var news: [News] = [
            .status(try status(isFailing: isFailing)), .detail(try detail()),
            .results(probe: "golden-path", try (0..<20).map { try result($0, isFailing: isFailing && $0 < 3) }),
            .run(try result(0, isFailing: isFailing), isFailing ? transcript : nil),
        ]
        news.append(.alerts(isFailing ? try alerts() : AlertBoard(alerts: [], outbox: [], dead: [])))
        if condition == .stale { news.append(.lost("connection refused by 127.0.0.1:9555")) }
        for item in news { _ = state.take(.news(item), at: start) }
        return (state, start.advanced(by: condition == .stale ? .seconds(12) : .milliseconds(300)))
    }

    enum Condition: String, CaseIterable { case healthy, failing, stale }

    static let screens: [(name: String, screen: Screen)] = [
        ("overview", .overview), ("probe", .probe("golden-path")), ("run", .run("01JD8Z6T0N6E0X2M8W3J5Q7R10")),
        ("alerts", .alerts), ("help", .help),
    ]
}
