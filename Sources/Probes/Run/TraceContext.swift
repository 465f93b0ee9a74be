/// The trace that a run belongs to, as W3C Trace Context has it.
struct TraceContext: Sendable, Equatable {
    /// 32 hexadecimal digits.
    let traceID: String
    private let spanID: String

    /// A new trace.
    init() {
        var generator = SystemRandomNumberGenerator()
        // All zeros would be no trace id; one bit keeps it from that.
        traceID = Self.hex(generator.next() | 1) + Self.hex(generator.next())
        spanID = Self.hex(generator.next() | 1)
    }

    /// The value of the `traceparent` header; sampled, so that the target's own traces of a failed run exist.
    var header: String { "00-\(traceID)-\(spanID)-01" }

    private static func hex(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
