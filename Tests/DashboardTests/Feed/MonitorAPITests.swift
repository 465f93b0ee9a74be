import Testing

@testable import Dashboard

@Suite struct MonitorAPITests {
    @Test(
        "a name in a path leads nowhere else",
        arguments: [
            ("golden-path", "golden-path"), ("a/b?c#d", "a%2Fb%3Fc%23d"), ("..", "%2E%2E"), ("é\u{1B}", "%C3%A9%1B"),
        ]
    )
    func encoded(name: String, path: String) {
        #expect(MonitorAPI.encoded(name) == path)
    }

    @Test(
        "what the stream says in words that are not known here is a sign of life",
        arguments: [
            EventStreamParser.Event.comment, .message(id: "1", name: "slo", data: "{}"),
            .message(id: "1", name: "probe", data: "no JSON"),
            .message(id: "1", name: "result", data: "{\"schema\":\"quintet.result/9\"}"),
        ]
    )
    func unknown(event: EventStreamParser.Event) {
        #expect(StreamNews.of(event) == .news(.heard))
    }

    @Test("a probe, an alert and a reset are what they are")
    func known() {
        let probe = ProbeStatus(name: "a", state: .down)
        #expect(
            StreamNews.of(.message(id: "1", name: "probe", data: #"{"name":"a","state":"down"}"#))
                == .news(.probe(probe))
        )
        let alert = AlertBoard.Alert(name: "b", state: "firing")
        #expect(
            StreamNews.of(.message(id: "2", name: "alert", data: #"{"name":"b","state":"firing"}"#))
                == .news(.alert(alert))
        )
        #expect(StreamNews.of(.message(id: nil, name: "reset", data: "{}")) == .reset)
        #expect(StreamNews.of(.tooLong) == .reset)
    }

    @Test("a state that a newer monitor has is unknown, and lines of a transcript that can't be read are left out")
    func lenient() {
        #expect(
            StreamNews.of(.message(id: "1", name: "probe", data: #"{"name":"a","state":"dizzy","new":[1]}"#))
                == .news(.probe(ProbeStatus(name: "a", state: .unknown)))
        )
        let lines = TranscriptLines(
            json: Array(
                """
                {"schema":"quintet.transcript/1"}
                no JSON
                {"offset":0.5,"direction":"sent","opcode":"text","size":2,"payload":"hi"}
                {"truncated":true}
                """.utf8
            )
        )
        let frame = TranscriptLines.Frame(offset: 0.5, isSent: true, opcode: "text", size: 2, payload: "hi")
        #expect(lines == TranscriptLines(frames: [frame], isTruncated: true))
    }
}
