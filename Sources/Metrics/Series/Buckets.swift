/// The upper bounds of a histogram's buckets, and how they are spelled in each format.
struct Buckets: Sendable {
    /// Finite, rising; the bucket of +Inf comes after them.
    let bounds: [Double]
    private let text004: [String]
    private let openMetrics100: [String]

    init(_ bounds: [Double]) {
        self.bounds = bounds
        text004 = Self.spelled(bounds, in: .text004)
        openMetrics100 = Self.spelled(bounds, in: .openMetrics100)
    }

    /// The values of `le`, +Inf last.
    func edges(in format: ExpositionFormat) -> [String] {
        switch format {
        case .text004: text004
        case .openMetrics100: openMetrics100
        }
    }

    /// Which bucket counts `value`: the first whose bound is not below it.
    func position(of value: Double) -> Int {
        bounds.firstIndex { value <= $0 } ?? bounds.count
    }

    private static func spelled(_ bounds: [Double], in format: ExpositionFormat) -> [String] {
        (bounds + [.infinity]).map { FloatText.of($0, in: format) }
    }
}
