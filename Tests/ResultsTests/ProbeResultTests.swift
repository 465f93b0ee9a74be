import FoundationEssentials
import Results
import Testing

@Suite("Results as JSON")
struct ProbeResultTests {
    /// The result of `verdicts.md`, every field of it filled.
    static func example() throws -> ProbeResult {
        var result = ProbeResult(
            id: try #require(ULID("01JD8Z6T0N6E0X2M8W3J5Q7R9S")),
            probe: "golden-path",
            target: "local",
            contract: "agent-run",
            kind: .journey,
            user: "probe-1",
            cycle: try #require(ULID("01JD8Z6T0N6E0X2M8W3J5Q7R9R")),
            attempt: 1,
            startedAt: WallTime(milliseconds: 1_769_860_800_000),
            sla: Budgets(events: ["tool_completed": .seconds(3)])
        )
        result.duration = .milliseconds(331)
        result.verdict = .fail
        var missing = Finding(.missingEvent, at: .milliseconds(310), detail: "tool_completed never came")
        missing.event = "tool_completed"
        var late = Finding(.lateEvent, at: .milliseconds(50), detail: "agent_started came late")
        late.event = "agent_started"
        late.took = .milliseconds(50)
        late.budget = .microseconds(40_500)
        var leak = Finding(.crossUserLeak, at: .milliseconds(60), detail: "frame 4 carries the nonce of two")
        leak.leak = LeakEvidence(whose: "two", field: "nonce", frame: 4)
        result.findings = [late, leak, missing, Finding(.monitorOverloaded, detail: "late ourselves")]
        result.failure = Failure(missing)
        result.phases[.dns] = .microseconds(200)
        result.phases[.connect] = .microseconds(3)
        result.phases[.firstEvent] = .milliseconds(50)
        result.phases[.close] = .zero
        result.events = [
            EventRecord(event: "agent_started", at: .milliseconds(50), gap: .milliseconds(50), agent: "assistant"),
            EventRecord(event: "tool_executing", at: .milliseconds(70), gap: .milliseconds(20), tool: "search"),
        ]
        result.ids = RunIDs(run: "r", thread: "t", connection: "c", user: "u", trace: "x")
        result.close = CloseRecord(code: 1000, by: .client)
        result.peer = "127.0.0.1:8000"
        result.httpStatus = 101
        result.tls = TLSRecord(
            version: "TLSv1.3",
            notAfter: WallTime(milliseconds: 0),
            issuer: "Test CA",
            names: ["localhost"]
        )
        return result
    }

    @Test("the JSON is quintet.result/1")
    func json() throws {
        #expect(
            try Self.example().json()
                == #"{"attempt":1,"close":{"by":"client","code":1000},"contract":"agent-run","#
                + #""cycle":"01JD8Z6T0N6E0X2M8W3J5Q7R9R","duration":0.331,"#
                + #""events":[{"agent":"assistant","at":0.05,"event":"agent_started","gap":0.05},"#
                + #"{"at":0.07,"event":"tool_executing","gap":0.02,"tool":"search"}],"#
                + #""failure":{"blame":"agent","class":"missing_event","detail":"tool_completed never came","event":"tool_completed"},"#
                + #""findings":[{"at":0.05,"budget":0.0405,"class":"late_event","detail":"agent_started came late","event":"agent_started","severity":"warn","took":0.05},"#
                + #"{"at":0.06,"class":"cross_user_leak","detail":"frame 4 carries the nonce of two","leak":{"field":"nonce","frame":4,"whose":"two"},"severity":"fail"},"#
                + #"{"at":0.31,"class":"missing_event","detail":"tool_completed never came","event":"tool_completed","severity":"fail"},"#
                + #"{"class":"monitor_overloaded","detail":"late ourselves"}],"#
                + #""http":{"status":101},"id":"01JD8Z6T0N6E0X2M8W3J5Q7R9S","#
                + #""ids":{"connection_id":"c","run_id":"r","thread_id":"t","trace_id":"x","user_id":"u"},"kind":"journey","peer":"127.0.0.1:8000","#
                + #""phases":{"close":0,"connect":0.000003,"dns":0.0002,"first_event":0.05},"probe":"golden-path","#
                + #""schema":"quintet.result/1","sla":{"events":{"tool_completed":3},"total":5},"#
                + #""started_at":"2026-01-31T12:00:00.000Z","target":"local","#
                + #""tls":{"issuer":"Test CA","names":["localhost"],"not_after":"1970-01-01T00:00:00.000Z","protocol":"TLSv1.3"},"#
                + #""user":"probe-1","verdict":"fail"}"#
        )
    }

    @Test("what was never reached is null or absent, as the schema says")
    func empty() throws {
        let result = ProbeResult(
            id: try #require(ULID("01JD8Z6T0N6E0X2M8W3J5Q7R9S")),
            probe: "p",
            target: "t",
            contract: "agent-run",
            kind: .health,
            user: nil,
            cycle: try #require(ULID("01JD8Z6T0N6E0X2M8W3J5Q7R9R")),
            attempt: 2,
            startedAt: WallTime(milliseconds: 1),
            sla: Budgets(total: nil)
        )
        #expect(
            try result.json()
                == #"{"attempt":2,"close":null,"contract":"agent-run","cycle":"01JD8Z6T0N6E0X2M8W3J5Q7R9R","duration":0,"events":[],"#
                + #""failure":null,"findings":[],"id":"01JD8Z6T0N6E0X2M8W3J5Q7R9S","ids":{},"kind":"health","phases":{},"probe":"p","#
                + #""schema":"quintet.result/1","sla":{},"started_at":"1970-01-01T00:00:00.001Z","target":"t","tls":null,"verdict":"pass"}"#
        )
    }

    @Test("a result is read back as it was written")
    func roundTrip() throws {
        let result = try Self.example()
        #expect(try JSONDecoder().decode(ProbeResult.self, from: Data(result.json().utf8)) == result)
    }

    @Test("a result measured to the nanosecond is told to the microsecond, and read back says the same again")
    func nanoseconds() throws {
        var result = try Self.example()
        result.duration = .nanoseconds(1_993_162_123)
        result.findings[0].at = .nanoseconds(1_993_161_999)
        result.findings[0].took = .nanoseconds(2_000_008_736)
        result.events[0].at = .nanoseconds(9_007_199_254)
        result.phases[.run] = .nanoseconds(95_499)
        let json = try result.json()
        for number in ["1.993162", "2.000009", "9.007199", "0.000095"] {
            #expect(json.contains(":\(number),") || json.contains(":\(number)}"))
        }
        #expect(try JSONDecoder().decode(ProbeResult.self, from: Data(json.utf8)).json() == json)
    }

    @Test("another schema, a wrong id and an endless duration are refused")
    func refused() throws {
        let json = try Self.example().json()
        for (right, wrong) in [
            ("quintet.result/1", "quintet.result/2"), ("01JD8Z6T0N6E0X2M8W3J5Q7R9S", "no id"), ("0.331", "1e300"),
            (#""missing_event""#, #""missing_events""#), ("2026-01-31T12:00:00.000Z", "now"),
        ] {
            #expect(json.contains(right))
            #expect(throws: DecodingError.self, "\(wrong)") {
                try JSONDecoder().decode(ProbeResult.self, from: Data(json.replacing(right, with: wrong).utf8))
            }
        }
    }
}
