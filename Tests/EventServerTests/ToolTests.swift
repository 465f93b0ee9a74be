import NIOCore
import Testing
import Transport

@testable import EventServer

@Suite("The built-in agent's tools")
struct ToolTests {
    @Test(
        "arithmetic",
        arguments: [
            ("1+2*3", 7.0), ("(1+2)*3", 9), ("2^3^2", 512), ("-2^2", -4), ("2^-1", 0.5), ("7 % 4", 3), ("10/4", 2.5),
            ("--3", 3), ("+3", 3), ("1 - -1", 2), ("sqrt(16)+abs(-2)*round(2.4)", 8), ("0.5 * 4", 2), (".5", 0.5),
            ("2*(3+(4-1))", 12), ("8/2/2", 2), ("1e", .nan),
        ]
    )
    func arithmetic(text: String, value: Double) throws {
        if value.isNaN {
            #expect(throws: ToolFailure.self) { try Expression.value(of: text) }
        } else {
            #expect(try Expression.value(of: text) == value)
        }
    }

    @Test(
        "what is no arithmetic is refused with a reason",
        arguments: [
            ("1/0", ToolFailure.divisionByZero), ("1%0", .divisionByZero), ("9^999", .tooLarge), ("2^2000", .tooLarge),
            ("2^0.5", .notUnderstood("only whole exponents are understood")),
            ("", .notUnderstood("the expression ends too early")),
            ("1+", .notUnderstood("the expression ends too early")),
            ("(1", .notUnderstood("a parenthesis is not closed")), ("1)", .notUnderstood("\")\" was not expected")),
            ("1 2", .notUnderstood("\"2\" was not expected")), ("log(1)", .notUnderstood("log is no function")),
            ("sqrt(0-4)", .notUnderstood("no real number is the square root of -4")),
            (String(repeating: "(", count: 60) + "1", .notUnderstood("the expression is nested too deeply")),
            (String(repeating: "-", count: 60) + "1", .notUnderstood("the expression is nested too deeply")),
            (String(repeating: "1+", count: 600), .notUnderstood("the expression is too long")),
        ]
    )
    func noArithmetic(text: String, failure: ToolFailure) {
        #expect(throws: failure) { try Expression.value(of: text) }
    }

    @Test(
        "arithmetic is found in a sentence, and nowhere else",
        arguments: [
            ("what is 2 * (3 + 4)?", "2 * (3 + 4)"), ("2+2", "2+2"), ("is 1/0 allowed", "1/0"),
            ("sqrt(16) please", "sqrt(16)"),
            ("compute sqrt(16)*2 now", "sqrt(16)*2"), ("probe 4f1c-22ab", nil), ("on 2026-01-31 we met", nil),
            ("call 7 at 9", nil), ("", nil), ("+ - * /", nil), ("3. 4 + 5.", "4 + 5"),
            ("01JD8Z6T0N6E0X2M8W3J5Q7R9S", nil),
        ] as [(String, String?)]
    )
    func finding(text: String, expression: String?) {
        #expect(ExpressionFinder.find(in: text) == expression)
    }

    @Test("the same text gives the same plan, and each tool has its words")
    func plans() {
        #expect(Plan(for: "what is 2+2?").calls.map(\.tool) == ["calculator"])
        #expect(Plan(for: "what time is it, and 3*4?").calls.map(\.tool) == ["calculator", "clock"])
        #expect(Plan(for: "convert 5 km to miles").calls.map(\.tool) == ["unit_converter"])
        #expect(Plan(for: "probe 4f1c").calls.map(\.tool) == ["text_statistics"])
        #expect(Plan(for: "probe 4f1c") == Plan(for: "probe 4f1c"))
        #expect(
            Plan(for: "what is 2+2?").reasoning
                == "The request has 12 characters and there is something to calculate. I will use calculator."
        )
    }

    @Test(
        "conversions",
        arguments: [
            ("5 km to miles", "5 km are 3.106856 miles."),
            ("20 celsius in fahrenheit", "20 celsius are 68 fahrenheit."),
            ("0 kelvin to celsius", "0 kelvin are -273.15 celsius."), ("1 pounds in g", "1 pounds are 453.59237 g."),
        ]
    )
    func conversions(text: String, summary: String) async throws {
        let arguments = try #require(UnitConverter.find(in: text))
        #expect(try await UnitConverter().call(arguments).summary == summary)
    }

    @Test("a conversion between kinds is a failure that the answer tells")
    func noConversion() async throws {
        let arguments = try #require(UnitConverter.find(in: "5 km to pounds"))
        await #expect(throws: ToolFailure.notUnderstood("km cannot be converted to pounds")) {
            try await UnitConverter().call(arguments)
        }
    }

    @Test("the clock tells the day and the second")
    func clock() {
        let outcome = WallClock.outcome(at: Timestamp(microseconds: 1_769_860_800_120_000))
        #expect(outcome.summary == "It is Saturday, 2026-01-31T12:00:00.120000+00:00 UTC.")
        #expect(
            outcome.results
                == [
                    "status": "ok", "utc": "2026-01-31T12:00:00.120000+00:00", "unix": 1_769_860_800,
                    "weekday": "Saturday",
                ]
        )
    }

    @Test("text is counted")
    func statistics() async throws {
        let outcome = try await TextStatistics().call([JSON.Member("text", "one two\ntwo – schön")])
        #expect(
            outcome.results
                == [
                    "status": "ok", "characters": 19, "bytes": 22, "words": 4, "distinct_words": 3, "lines": 2,
                    "longest_word": "schön",
                ]
        )
    }

    @Test("every tool declares what it takes, refuses to work without it, and has a time to end")
    func declarations() async {
        for tool in [Calculator(), UnitConverter(), WallClock(), TextStatistics()] as [any Tool] {
            #expect(!tool.parameters.isEmpty && tool.timeout > .zero)
            await #expect(throws: ToolFailure.self) { try await tool.call([]) }
        }
    }

    @Test("a long request is quoted by its beginning and its end")
    func quote() {
        #expect(Quote.of("short") == "short")
        let long = Quote.of(String(repeating: "a", count: 3000) + "nonce")
        #expect(long.hasPrefix("aaa") && long.hasSuffix("nonce") && long.count == 2003)
    }

    @Test("what looks like one character and is ten thousand is as long as that")
    func combined() async throws {
        let letter = "e" + String(repeating: "\u{301}", count: 10_000)
        #expect(Quote.of(letter).unicodeScalars.count == 2003)
        #expect(ErrorFrame.unknown(type: letter).bytes(at: Timestamp(microseconds: 0)).readableBytes < 400)
        #expect(UpgradeDefect.method(letter).description.utf8.count < 100)
        let plan = Plan(for: letter)
        guard case .string(let text)? = plan.calls.first?.arguments.first?.value else {
            return #expect(plan.calls == [])
        }
        #expect(text.unicodeScalars.count == 4000)
        let counted = try await TextStatistics().call([JSON.Member("text", .string(letter))])
        guard case .object(let members) = counted.results else { return #expect(counted.results == [:]) }
        let longest = members.first { $0.name == "longest_word" }?.value
        #expect(longest == .string(String(letter.unicodeScalars.prefix(100))))
    }
}
