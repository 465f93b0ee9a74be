import Results
import Testing

@testable import Probes

@Suite("The end of a certificate")
struct ExpiryFindingTests {
    private static let now = WallTime(milliseconds: 1_769_860_800_000)

    private func detail(_ left: Duration) -> String? {
        let end = Self.now.advanced(by: left)
        return ExpiryFinding.of(end, at: Self.now, warnBefore: .seconds(14 * 86_400))?.detail
    }

    @Test("is told in days, in hours when it is near, and in no number when it is past")
    func told() {
        #expect(detail(.seconds(10 * 86_400)) == "the certificate ends at 2026-02-10T12:00:00.000Z, in 10 days")
        #expect(detail(.seconds(2 * 86_400)) == "the certificate ends at 2026-02-02T12:00:00.000Z, in 2 days")
        #expect(detail(.seconds(90_000)) == "the certificate ends at 2026-02-01T13:00:00.000Z, in 25 h")
        #expect(detail(.seconds(60)) == "the certificate ends at 2026-01-31T12:01:00.000Z, within the hour")
        #expect(detail(.seconds(-60)) == "the certificate ended at 2026-01-31T11:59:00.000Z")
    }

    @Test("is no finding while it is far away")
    func far() {
        #expect(detail(.seconds(14 * 86_400)) == nil)
    }
}
