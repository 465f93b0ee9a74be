import FoundationEssentials
import TestSupport
import Testing

@testable import EventServer

@Suite("Texts on the wire")
struct TextTests {
    @Test("JSON is written in the order given, and read back by another reader")
    func json() throws {
        struct Shape: Decodable, Equatable {
            var text: String
            var number: Double
            var whole: Int
            var flag: Bool
            var list: [Int]
            var nothing: Int?
        }
        let text = "\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}é🙂\u{2028}"
        let json: JSON = [
            "text": .string(text), "number": 1.5, "whole": -7, "flag": true, "list": [1, 2], "nothing": .null,
        ]
        let read = try JSONDecoder().decode(Shape.self, from: Data(json.text.utf8))
        #expect(read == Shape(text: text, number: 1.5, whole: -7, flag: true, list: [1, 2]))
        #expect(json.text.hasPrefix(#"{"text":"\"\\/\u0008\u000c\n\r\t\u0000\u001f"#))
        #expect(json.text.hasSuffix(#","number":1.5,"whole":-7,"flag":true,"list":[1,2],"nothing":null}"#))
        #expect(JSON.list([.double(.infinity), .double(.nan), [:], []]).text == "[null,null,{},[]]")
    }

    @Test("any text survives JSON")
    func randomTexts() throws {
        var random = Seeded(1)
        for _ in 0..<500 {
            let scalars = (0..<random.next(below: 40)).compactMap { _ in
                Unicode.Scalar(UInt32(random.next(below: 0x3000)))
            }
            let text = String(String.UnicodeScalarView(scalars))
            #expect(try JSONDecoder().decode([String].self, from: Data(JSON.list([.string(text)]).text.utf8)) == [text])
        }
    }

    @Test(
        "times as deployed servers write them",
        arguments: [
            (1_769_860_800_123_456, "2026-01-31T12:00:00.123456+00:00"), (0, "1970-01-01T00:00:00.000000+00:00"),
            (951_782_399_000_001, "2000-02-28T23:59:59.000001+00:00"), (-1, "1969-12-31T23:59:59.999999+00:00"),
        ] as [(Int64, String)]
    )
    func timestamps(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
    }

    @Test("base64url is read strictly: one text for each value")
    func base64URL() {
        var random = Seeded(2)
        for count in 0..<70 {
            let bytes = (0..<count).map { _ in UInt8(random.next(below: 256)) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        #expect(Base64URL.encode([0xFB, 0xFF, 0xFE]) == "-__-")
        for wrong in ["QQ==", "QR", "Q", "Q Q", "+/+/", "QUI=", "QUJ", "\u{e9}", "QQ\n"] {
            #expect(Base64URL.decode(wrong) == nil, "\(wrong)")
        }
    }

    @Test(
        "queries",
        arguments: [
            ("a=1&token=x", "x"), ("token=&token=y", "y"), ("token=a%20b%2Fc", "a b/c"), ("token", nil), ("", nil),
            ("token=%", "%"), ("token=%zz", "%zz"), ("token=%ff", "%ff"), ("tokens=x", nil), ("token=a=b", "a=b"),
            ("&&token=x&", "x"), ("token=a+b", "a+b"),
        ] as [(String, String?)]
    )
    func queries(query: String, value: String?) {
        #expect(QueryText(query).values("token", "jwt").first == value)
    }

    @Test("random texts have their length and do not repeat")
    func randomness() {
        let texts = (0..<1000).map { _ in RandomText.hex(16) }
        #expect(Set(texts).count == 1000 && texts.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
        #expect(RandomText.secret(43).count == 43)
        // Every digit of the alphabet comes up: each stands in 1,000 × 16 of them with a chance of 1 in 16.
        #expect(Set(texts.joined()).count == 16)
    }

    @Test("secrets are compared byte for byte")
    func constantTime() {
        #expect(ConstantTime.equal("secret", "secret"))
        #expect(
            !ConstantTime.equal("secret", "secreT") && !ConstantTime.equal("secret", "secret ")
                && !ConstantTime.equal("", "x")
        )
        // Equal to Swift, and other bytes.
        #expect(!ConstantTime.equal("\u{E9}", "e\u{301}"))
    }

    @Test("users of the same email have the same id, and its first eight characters tell them apart")
    func userIDs() {
        #expect(User(email: "Ann@example.com").id == User(email: "ann@example.com").id)
        let ids = Set((0..<10_000).map { User(email: "probe-\($0)@example.com").id.prefix(8) })
        #expect(ids.count >= 9_998)
        #expect(User(email: "a@b").id.count == 36)
    }

    @Test("names of this machine and of others")
    func loopback() {
        for name in ["localhost", "LOCALHOST:80", "127.0.0.1", "127.1.2.3:8000", "[::1]:80", "[::1]"] {
            #expect(Loopback.isNamed(by: name), "\(name)")
        }
        for name in [
            "", "example.com", "localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "[fe80::1]", "::1.example",
        ] {
            #expect(!Loopback.isNamed(by: name), "\(name)")
        }
    }
}
