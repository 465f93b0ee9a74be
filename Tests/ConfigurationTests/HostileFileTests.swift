import Configuration
import Testing

@Suite("Hostile files")
struct HostileFileTests {
    private func problems(in text: String) -> String {
        do {
            _ = try ConfigurationFile.load(text: text, named: "n.yaml") { $0.kind }
            return ""
        } catch {
            return error.description
        }
    }

    @Test("a billion laughs are refused at the first alias")
    func billionLaughs() {
        var text = "a: &a [lol, lol]\n"
        for (name, inner) in zip("bcdefghijklmnop", "abcdefghijklmno") {
            text += "\(name): &\(name) [\(Array(repeating: "*\(inner)", count: 9).joined(separator: ", "))]\n"
        }
        #expect(
            problems(in: text).split(separator: "\n").first
                == "n.yaml:2:8 b[0]: aliases (*name) are not used here; write the value out, or quote it if it is text"
        )
    }

    @Test("a bomb as a key, which would be hashed while it is read, is refused too")
    func bombAsKey() {
        var text = "a: &a [lol, lol]\n"
        for (name, inner) in zip("bcdefghijklmnop", "abcdefghijklmno") {
            text += "\(name): &\(name) [\(Array(repeating: "*\(inner)", count: 9).joined(separator: ", "))]\n"
        }
        #expect(problems(in: text + "? *p\n: x\n").contains("a key has to be text"))
    }

    @Test("a star that is no alias is text", arguments: ["\"*a\"", "a *b", "'*.yaml'", "|\n  *a"])
    func star(value: String) {
        #expect(problems(in: "a: &b x\nc: \(value)\n") == "")
    }

    @Test("64 levels are read")
    func deepEnough() {
        #expect(problems(in: String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == "")
    }

    @Test(
        "deeper nesting is refused, in whatever style",
        arguments: [
            String(repeating: "[", count: 66) + String(repeating: "]", count: 66),
            String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
            String(repeating: "[", count: 100_000),
            String(repeating: "{a: ", count: 5_000),
            String(repeating: "- ", count: 100_000),
            String(repeating: "? ", count: 5_000),
            (0..<1_100).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        ]
    )
    func tooDeep(text: String) {
        let found = problems(in: text)
        #expect(found.contains("nested deeper than 64 levels; write it flatter"), "\(found.prefix(300))")
    }

    @Test("a file over 1 MiB is refused")
    func tooLarge() {
        #expect(
            problems(in: "a: " + String(repeating: "x", count: 1 << 20))
                == "n.yaml:1:1: the file is larger than 1MiB; split it"
        )
    }

    @Test("a mapping of 100,000 keys is read")
    func wide() {
        #expect(problems(in: (0..<100_000).map { "k\($0): 1\n" }.joined()) == "")
    }

    @Test("characters that stand in for others inside are refused, as characters and as escapes")
    func standIns() {
        #expect(
            problems(in: "a: \u{10FFFD}b\n")
                == "n.yaml:1:4: the character U+10FFFD cannot stand in a file; "
                + "remove it, or write an escape in double quotes"
        )
        #expect(problems(in: "a: \"\\U0010FFFDb\"\n").contains("U+10FFFD"))
    }

    @Test("many repeated keys are all told, and too many end the reading")
    func repeatedKeys() {
        let five = problems(in: String(repeating: "a: 1\n", count: 6))
        #expect(
            five
                == (2...6).map { "n.yaml:\($0):1 a: is given already on line 1; keep one of the two" }
                .joined(separator: "\n")
        )
        #expect(
            problems(in: String(repeating: "a: 1\n", count: 60))
                == "n.yaml:21:1: the key a is given more than once in one mapping; keep one"
        )
    }
}
