import FoundationEssentials
@testable import Monitor
import Testing

@Suite("Messages for Slack")
struct SlackBodyTests {
    private struct Message: Decodable {
        let text: String
        let blocks: [Block]
    }

    private struct Block: Decodable {
        let type: String
        let text: Text
    }

    private struct Text: Decodable {
        let type: String
        let text: String
    }

    @Test("an alert that fires, the whole message")
    func firing() throws {
        let told = try Told.both().firing
        let result = try #require(told.alerts.first?.result)
        let awkward = #"\"<&>' {{probe}} <!channel> \\ 😀\n\ttwo"#
        #expect(
            try Told.text(.slack, told) == """
                {"blocks":[{"text":{"emoji":false,"text":"🔥 page: broken: golden-path on local","type":"plain_text"},\
                "type":"header"},\
                {"text":{"emoji":false,"text":"1 of 1 failed, missing_event tool_completed","type":"plain_text"},\
                "type":"section"},\
                {"text":{"emoji":false,"text":"\(awkward)","type":"plain_text"},"type":"section"},\
                {"text":{"emoji":false,"text":"summary: \(awkward)","type":"plain_text"},"type":"section"},\
                {"text":{"text":"<https://quintet.example.com/api/v1/results/\(result)|run \(result)>","type":"mrkdwn"},\
                "type":"section"}],"text":"🔥 page: broken: golden-path on local"}
                """
        )
    }

    @Test(
        "whatever is said stays within Slack's limits, and is cut between characters",
        arguments: ["x", "\"", "&", "<", "\n", "😀", "👨‍👩‍👧", "e\u{301}", "🇩🇪"]
    )
    func limits(character: String) throws {
        let long = String(repeating: character, count: 10_000)
        var told = try Told.both(summary: long).firing
        told.alerts[0].name = long
        told.alerts[0].annotations = Dictionary(uniqueKeysWithValues: (0..<20).map { ("a\($0)", "z" + long) })
        told.alerts = Array(repeating: told.alerts[0], count: 40)
        let body = try NotificationFormat.slack.body(told, links: Told.links)
        let message = try JSONDecoder().decode(Message.self, from: Data(body))
        #expect((1...50).contains(message.blocks.count))
        for block in message.blocks {
            let limit = block.type == "header" ? 150 : 3_000
            #expect((1...limit).contains(block.text.text.utf16.count))
            if block.text.text.hasSuffix("…"), let last = block.text.text.dropLast().last {
                #expect(String(last) == character)
            }
        }
    }

    @Test("what is too long is found out", arguments: [(150, false), (151, true)])
    func planted(length: Int, isCut: Bool) {
        let text = String(repeating: "x", count: length)
        #expect((CutText.cut(text, to: 150) != text) == isCut)
        #expect(CutText.cut(text, to: 150).utf16.count == 150)
    }

    @Test("the text that Slack reads has no signs of its markup")
    func fallback() throws {
        var told = try Told.both().firing
        told.alerts[0].probe = "<!channel> & *co*"
        let message = try JSONDecoder().decode(
            Message.self,
            from: Data(try NotificationFormat.slack.body(told, links: Told.links))
        )
        #expect(message.text == "🔥 page: broken: &lt;!channel&gt; &amp; *co* on local")
    }
}
