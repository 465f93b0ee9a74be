/// A piece of a row: a text in one style, in as many columns as it takes or in a fixed number of them.
struct Span: Equatable {
    var text: String
    var style: Style
    /// Filled up, or cut; nil takes what the text takes.
    var width: Int?
    var isRight: Bool

    init(_ text: String, _ style: Style = .plain, width: Int? = nil, isRight: Bool = false) {
        self.text = text
        self.style = style
        self.width = width
        self.isRight = isRight
    }

    /// So many blanks.
    static func gap(_ columns: Int) -> Span { Span("", width: max(0, columns)) }
}

/// What stands beside each other.
typealias Row = [Span]
