import FoundationEssentials
import NIOCore
import Probes
import TestSupport
import Testing

@testable import Probes

@Suite("Times of events")
struct TimestampTests {
    private func stamp(_ json: String) -> Timestamp? {
        FrameReading.read(ByteBuffer(string: #"{"type":"x","timestamp":\#(json)}"#), .agentRun).events.first?.timestamp
    }

    @Test("every form of the same time is the same time")
    func forms() {
        let expected = Timestamp(microseconds: 1_769_860_800_123_000)
        for text in [
            "1769860800.123", "1769860800123", "1769860800123000", "1769860800123000000",
            #""2026-01-31T12:00:00.123Z""#, #""2026-01-31T12:00:00.123000+00:00""#, #""2026-01-31T12:00:00.123""#,
            #""2026-01-31 12:00:00,123""#, #""2026-01-31T13:30:00.123+0130""#, #""2026-01-31T04:00:00.123-08""#,
            #""2026-01-31t12:00:00.123456789z""#, #""1769860800.123""#,
        ] {
            let found = stamp(text)
            #expect(found.map { abs($0.duration(to: expected) / .milliseconds(1)) < 1 } == true, "\(text)")
        }
    }

    @Test(
        "what is no time is none",
        arguments: [
            "null", "true", "-1", "\"\"", "\"yesterday\"", "\"2026-13-01T00:00:00Z\"", "\"2026-01-31T24:00:00Z\"",
            "\"2026-01-31T12:00\"", "\"2026-01-31T12:00:00.Z\"", "\"2026-01-31T12:00:00+1\"",
            "\"2026-01-31T12:00:00Zx\"",
            "1e400", "{}",
        ]
    )
    func none(text: String) {
        #expect(stamp(text) == nil)
    }

    @Test("dates of four centuries agree with the calendar's")
    func calendar() throws {
        var random = Seeded(7)
        for _ in 0..<2_000 {
            let seconds = random.next(below: 12_622_780_800)
            let text = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
            let found = try #require(Timestamp(text: text), "\(text)")
            #expect(found == Timestamp(microseconds: Int64(seconds) * 1_000_000), "\(text)")
        }
    }
}
