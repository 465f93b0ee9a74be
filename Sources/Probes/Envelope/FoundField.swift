/// A field that a frame carries: which, how deep in the envelope, and where its value stands.
struct FoundField: Sendable, Equatable {
    /// The four places that are looked at, the outer before the inner.
    enum Level: UInt8, Sendable, Comparable {
        case top, payload, data, dataPayload

        static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    let slot: Int16
    let level: Level
    let span: JSONSpan
}
