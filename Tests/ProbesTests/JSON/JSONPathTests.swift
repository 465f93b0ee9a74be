import Probes
import Testing

@Suite("Paths into JSON")
struct JSONPathTests {
    private static let value: JSONValue = ["a": ["b-c": [1, ["x y": true]]], "$": 2]

    @Test(
        "a path leads to what stands there, and is written as it was read",
        arguments: [
            ("$", value), ("$.a", ["b-c": [1, ["x y": true]]]), ("$.a.b-c[0]", 1), ("$.a.b-c[1][\"x y\"]", true),
            ("$[\"$\"]", 2), ("$.a.b-c[2]", nil), ("$.a[0]", nil), ("$.none.at.all", nil), ("$.a.b-c.x", nil),
        ] as [(String, JSONValue?)]
    )
    func leads(text: String, expected: JSONValue?) throws {
        let path = try #require(JSONPath(text))
        #expect(path.value(in: Self.value) == expected)
        #expect(path.description == text)
    }

    @Test(
        "what is no path is none",
        arguments: ["", "a", "$a", "$.", "$..a", "$.a.", "$[", "$[a]", "$[-1]", "$[*]", "$.a b", "$[1.5]"]
    )
    func none(text: String) {
        #expect(JSONPath(text) == nil)
    }
}
