/// A pointer from a measurement to the run behind it, shown in OpenMetrics only.
public struct Exemplar: Sendable, Equatable {
    /// The most characters that label names and values of one exemplar may have together (OpenMetrics 1.0).
    public static let bound = 128

    /// The id under which the run is found, in a trace store or in our own history.
    public let traceID: String
    /// When it was measured, in seconds since 1970.
    public let at: Double

    /// Nil when the id is empty or does not fit the bound, or the time is no finite number: a shortened id would lead
    /// to nothing, so such a measurement goes without.
    public init?(traceID: String, at: Double) {
        let room = Self.bound - "trace_id".count
        guard !traceID.isEmpty, traceID.unicodeScalars.count <= room, at.isFinite else { return nil }
        self.traceID = traceID
        self.at = at
    }

    /// An exemplar together with the value that was measured.
    struct Sample: Sendable {
        let value: Double
        let exemplar: Exemplar

        /// What follows a sample's own value on its line.
        var text: String {
            let id = EscapedText.labelValue(exemplar.traceID)
            let number = FloatText.of(value, in: .openMetrics100)
            return " # {trace_id=\"\(id)\"} \(number) \(exemplar.at)"
        }
    }
}
