@testable import Configuration
import Testing

@Suite("Patterns of file names")
struct FilePatternTests {
    @Test(
        "a star stands for any characters, and not for a leading dot",
        arguments: [
            ("/r/*.yaml", "a.yaml", true), ("/r/*.yaml", "a.yml", false), ("/r/*.yaml", ".yaml", false),
            ("/r/.*", ".a", true), ("/r/a*b*c", "abc", true), ("/r/a*b*c", "a1b2b3c", true), ("/r/a*b*c", "acb", false),
            ("/r/a*a", "a", false), ("/r/*", "anything", true),
        ]
    )
    func matching(pattern: String, name: String, isMatch: Bool) throws {
        #expect(try #require(FilePattern(pattern)).matches(name) == isMatch)
    }

    @Test("a path without a star in its last part is no pattern", arguments: ["/r/a.yaml", "/*/a.yaml", "a*.yaml"])
    func noPattern(path: String) {
        #expect(FilePattern(path) == nil)
    }
}
