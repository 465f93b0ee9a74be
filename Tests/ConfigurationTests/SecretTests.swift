import Configuration
import Testing

@Suite("Secrets")
struct SecretTests {
    struct Account {
        var user = "probe-1"
        var password = Secret("hunter2")
        var others: [Secret?] = [Secret("hunter2"), nil]
    }

    /// What anybody could do to a value to see it.
    private func outputs(of value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        var printed = ""
        print(value, to: &printed)
        var seen = ["\(value)", String(describing: value), String(reflecting: value), dumped, printed]
        for child in Mirror(reflecting: value).children { seen += outputs(of: child.value) }
        return seen
    }

    @Test("a secret is shown by no road")
    func hidden() {
        let seen = outputs(of: Account()) + outputs(of: Secret("hunter2")) + outputs(of: ["a": Secret("hunter2")])
        #expect(!seen.contains { $0.contains("hunter2") })
        #expect(seen.contains { $0.contains("<redacted>") })
    }

    @Test("the same roads show what is not a secret")
    func twin() {
        struct Planted { var password = "hunter2" }
        #expect(outputs(of: Planted()).allSatisfy { $0.contains("hunter2") })
    }

    @Test("a secret cannot be encoded")
    func notEncodable() {
        #expect(!((Secret("hunter2") as Any) is any Encodable))
        #expect(!((Secret("hunter2") as Any) is any Decodable))
    }

    @Test("a secret gives its text to the one who asks for it")
    func reveal() {
        #expect(Secret("hunter2").reveal() == "hunter2")
        #expect(Secret("hunter2") == Secret("hunter2"))
        #expect(Secret("hunter2") != Secret("hunter3"))
    }
}
