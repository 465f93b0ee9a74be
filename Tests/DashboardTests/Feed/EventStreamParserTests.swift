import TestSupport
import Testing

@testable import Dashboard

@Suite struct EventStreamParserTests {
    private static let stream = """
        : hello

        id: 7
        event: probe
        data: {"name":"é"}

        data
        data:  two
        data:three
        retry: 5
        unknown: x

        event: lost

        id: 8
        data: last


        """

    private static let events: [EventStreamParser.Event] = [
        .comment,
        .message(id: "7", name: "probe", data: "{\"name\":\"é\"}"),
        .message(id: "7", name: "message", data: "\n two\nthree"),
        .message(id: "8", name: "message", data: "last"),
    ]

    @Test("events are read whichever way lines end", arguments: ["\n", "\r", "\r\n"])
    func lineEnds(end: String) {
        var parser = EventStreamParser()
        #expect(parser.feed(Self.stream.replacing("\n", with: end).utf8) == Self.events)
    }

    @Test("events are read wherever the bytes were cut")
    func splits() {
        let bytes = Array(Self.stream.replacing("\n", with: "\r\n").utf8)
        for cut in 0...bytes.count {
            var parser = EventStreamParser()
            #expect(parser.feed(bytes[..<cut]) + parser.feed(bytes[cut...]) == Self.events)
        }
    }

    @Test("an event without its end is none yet, and a byte-order mark is none of it")
    func unfinished() {
        var parser = EventStreamParser()
        #expect(parser.feed("\u{FEFF}data: a\n".utf8) == [])
        #expect(parser.feed("\n".utf8) == [.message(id: nil, name: "message", data: "a")])
    }

    @Test(
        "one that is too long is passed over, the next one is read",
        arguments: [
            "data: \(String(repeating: "x", count: 200))\n\n",
            String(repeating: "data: x\n", count: 50) + "\n",
            String(repeating: "x", count: 10_000) + "\n\n",
        ]
    )
    func tooLong(text: String) {
        var parser = EventStreamParser(limit: 100)
        #expect(parser.feed(text.utf8) == [.tooLong])
        #expect(parser.feed("data: y\n\n".utf8) == [.message(id: nil, name: "message", data: "y")])
    }

    @Test("any bytes at all are read without end and without harm", arguments: 0..<50)
    func garbage(seed: Int) {
        var random = Seeded(UInt64(seed))
        var parser = EventStreamParser(limit: 64)
        let alphabet = Array("\r\n: datevniz\u{0}x".utf8) + [0xFF]
        for _ in 0..<100 {
            _ = parser.feed((0..<random.next(below: 80)).map { _ in alphabet[random.next(below: alphabet.count)] })
        }
        _ = parser.feed("\n\n".utf8)
        #expect(
            parser.feed("data: y\n\n".utf8).last.map { if case .message(_, _, "y") = $0 { true } else { false } }
                == true
        )
    }

    @Test("the wait doubles up to its limit, and begins anew once it worked")
    func delay() {
        var delay = ReconnectDelay(first: .milliseconds(500), most: .seconds(10))
        let waits = (0..<7).map { _ in delay.failed(chance: 1) }
        #expect(
            waits == [
                .milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(10), .seconds(10),
            ]
        )
        #expect(delay.failed(chance: 0) == .seconds(5))
        delay.succeeded()
        #expect(delay.failed(chance: 0.5) == .milliseconds(375))
    }
}
