/// What the place can show where a text is printed.
public struct TextStyle: Sendable, Equatable {
    /// Columns; no line but the first is longer, unless a single word is.
    public var width: Int
    /// Whether escape codes for colours may be used.
    public var isColoured: Bool
    /// Whether nothing but ASCII may be used.
    public var isASCII: Bool

    /// 80 columns of Unicode without colours, unless said otherwise.
    public init(width: Int = 80, isColoured: Bool = false, isASCII: Bool = false) {
        self.width = max(40, width)
        self.isColoured = isColoured
        self.isASCII = isASCII
    }
}
