import Testing

@testable import EventServer

@Suite("Failed logins")
struct FailedLoginTests {
    private let now = ContinuousClock.now

    @Test("so many in so long, then a wait that ends with the window")
    func window() {
        var logins = FailedLogins(limit: Rate(count: 2, per: .seconds(60)))
        logins.failed("a", at: now)
        #expect(logins.wait(for: "a", at: now + .seconds(1)) == nil)
        logins.failed("a", at: now + .seconds(10))
        #expect(logins.wait(for: "a", at: now + .seconds(20)) == .seconds(40))
        #expect(logins.wait(for: "b", at: now + .seconds(20)) == nil)
        #expect(logins.wait(for: "a", at: now + .seconds(60)) == nil)
    }

    @Test("a right password clears the count")
    func success() {
        var logins = FailedLogins(limit: Rate(count: 1, per: .seconds(60)))
        logins.failed("a", at: now)
        logins.succeeded("a")
        #expect(logins.wait(for: "a", at: now) == nil)
    }

    @Test("emails that nobody has share a bounded number of rows")
    func strangers() {
        let keys = Set((0..<10_000).map { FailedLogins.key(of: "nobody-\($0)@example.com", isKnown: false) })
        #expect(keys.count <= 1024)
        #expect(FailedLogins.key(of: "Ann@Example.com", isKnown: true) == "ann@example.com")
    }

    @Test("rates", arguments: [("10/m", 10, 60), ("1/s", 1, 1), ("1000000/h", 1_000_000, 3600)])
    func rates(text: String, count: Int, seconds: Int) {
        #expect(Rate(text) == Rate(count: count, per: .seconds(seconds)))
    }

    @Test(
        "texts that are no rate",
        arguments: ["", "10", "10/", "/m", "0/m", "-1/m", "+1/m", "1.5/m", "10/d", "10/m/s", "1000001/s"]
    )
    func noRates(text: String) { #expect(Rate(text) == nil) }
}
