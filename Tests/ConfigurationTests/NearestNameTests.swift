import Testing

@testable import Configuration

@Suite("Nearest names")
struct NearestNameTests {
    @Test(
        "a slip of the hand is understood",
        arguments: [
            ("tagret", "target"), ("taget", "target"), ("targets", "target"), ("Target", "target"), ("evry", "every"),
            ("time_out", "timeout"),
        ]
    )
    func near(written: String, meant: String) {
        #expect(NearestName.of(written, among: ["every", "target", "timeout", "url"]) == meant)
    }

    @Test("another word is not taken for a slip", arguments: ["colour", "x", "", "interval"])
    func far(written: String) {
        #expect(NearestName.of(written, among: ["every", "target", "timeout", "url"]) == nil)
    }

    @Test("names of any length cost little")
    func long() {
        let name = String(repeating: "a", count: 500_000)
        #expect(NearestName.of(name, among: [name]) == nil)
    }
}
