@testable import Monitor
import Results
import Testing

@Suite("What becomes of an attempt")
struct DeliveryPlanTests {
    private let plan = DeliveryPlan()
    private let now = Sample.noon

    private func decide(_ outcome: AttemptOutcome, failures: Int = 0, jitter: Double = 0) -> DeliveryDecision {
        plan.decide(outcome, failures: failures, created: now, at: now, jitter: jitter)
    }

    @Test("2xx is delivered, 408, 425, 429 and 5xx are tried again, all else is dead")
    func statuses() {
        for status in 100...599 {
            let decision = decide(.answered(status: status, retryAfter: nil))
            switch status {
            case 200...299: #expect(decision == .delivered)
            case 408, 425, 429, 500...599: #expect(decision == .retry(at: now))
            case _: #expect(decision == .dead)
            }
        }
        #expect(decide(.failed("reset")) == .retry(at: now))
        #expect(decide(.impossible("no URL")) == .dead)
    }

    @Test("the longest wait doubles up to its cap, and jitter takes any part of it")
    func backOff() {
        let longest = (0..<12).map { decide(.failed(""), failures: $0, jitter: 1) }
        let seconds = [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]
        #expect(longest == seconds.map { .retry(at: now.advanced(by: .seconds($0))) })
        #expect(decide(.failed(""), failures: 1, jitter: 0.25) == .retry(at: now.advanced(by: .seconds(1))))
        #expect(decide(.failed(""), failures: .max, jitter: 1) == .retry(at: now.advanced(by: .seconds(300))))
    }

    @Test("a receiver's own wish is the least that is waited, and a day the most")
    func retryAfter() {
        func asked(_ wish: RetryAfter, jitter: Double = 0) -> DeliveryDecision {
            decide(.answered(status: 429, retryAfter: wish), jitter: jitter)
        }
        #expect(asked(.after(.seconds(30))) == .retry(at: now.advanced(by: .seconds(30))))
        #expect(asked(.after(.seconds(1)), jitter: 1) == .retry(at: now.advanced(by: .seconds(2))))
        #expect(asked(.at(now.advanced(by: .seconds(90)))) == .retry(at: now.advanced(by: .seconds(90))))
        #expect(asked(.at(now.advanced(by: .seconds(-90)))) == .retry(at: now))
        #expect(asked(.after(.seconds(1 << 40))) == .retry(at: now.advanced(by: .seconds(86_400))))
    }

    @Test("what nobody took for three days is given up")
    func givingUp() {
        func after(_ time: Duration) -> DeliveryDecision {
            plan.decide(.failed(""), failures: 900, created: now, at: now.advanced(by: time), jitter: 0)
        }
        #expect(after(.seconds(3 * 86_400 - 1)) == .retry(at: now.advanced(by: .seconds(3 * 86_400 - 1))))
        #expect(after(.seconds(3 * 86_400)) == .dead)
    }

    @Test("a clock that was put back holds nothing up")
    func clockPutBack() {
        #expect(!plan.isDue(now.advanced(by: .seconds(86_400)), at: now))
        #expect(plan.isDue(now.advanced(by: .seconds(86_401)), at: now))
    }

    @Test(
        "Retry-After is seconds, or a date in any of its three forms",
        arguments: [
            ("120", RetryAfter.after(.seconds(120))), ("0", .after(.zero)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", .at(WallTime(milliseconds: 784_111_777_000))),
            ("Sunday, 06-Nov-94 08:49:37 GMT", .at(WallTime(milliseconds: 784_111_777_000))),
            ("Sun Nov  6 08:49:37 1994", .at(WallTime(milliseconds: 784_111_777_000))),
            ("Thu, 29 Feb 2024 00:00:00 GMT", .at(WallTime(milliseconds: 1_709_164_800_000))),
        ]
    )
    func texts(text: String, wish: RetryAfter) {
        #expect(RetryAfter(text) == wish)
    }

    @Test(
        "anything else is no wish",
        arguments: [
            "", "-1", "1.5", "soon", "99999999999999999999", "Sun, 06 Nov 1994 25:00:00 GMT",
            "Sun, 06 Nvo 1994 08:49:37 GMT",
        ]
    )
    func noWish(text: String) {
        #expect(RetryAfter(text) == nil)
    }
}
