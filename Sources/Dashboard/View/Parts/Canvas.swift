/// Draws rows onto a grid. What does not fit is cut.
struct Canvas {
    private(set) var grid: Grid

    init(width: Int, height: Int, isASCII: Bool) { grid = Grid(width: width, height: height, isASCII: isASCII) }

    mutating func draw(_ row: Row, at line: Int, from start: Int = 0, isSelected: Bool = false) {
        var column = start
        for span in row {
            guard column < grid.width else { break }
            column += draw(span, at: line, column)
        }
        if isSelected { grid.select(row: line) }
    }

    /// Draws `row` so that it ends at the right edge, over what is there.
    mutating func drawRight(_ row: Row, at line: Int) {
        let width = row.reduce(0) { $0 + ($1.width ?? TextWidth.of($1.text, isASCII: grid.isASCII)) }
        draw(row, at: line, from: max(0, grid.width - width))
    }

    private mutating func draw(_ span: Span, at line: Int, _ column: Int) -> Int {
        guard let width = span.width else {
            return grid.put(span.text, row: line, column: column, style: span.style)
        }
        guard width > 0 else { return 0 }
        let text = TextWidth.fitted(span.text, to: width, isASCII: grid.isASCII)
        let used = TextWidth.of(text, isASCII: grid.isASCII)
        let blanks = String(repeating: " ", count: min(grid.width, max(0, width - used)))
        let filled = span.isRight ? blanks + text : text + blanks
        grid.put(filled, row: line, column: column, style: span.style, limit: width)
        return width
    }
}
