/// A picture for a terminal, in cells. Everything that is drawn outside is cut off, everything that would move a cursor
/// is replaced, and a wide character is there whole or not at all.
struct Grid: Equatable, Sendable {
    /// Larger terminals show a picture of this size: memory is not the terminal's to choose.
    static let most = (width: 1_000, height: 500)

    let width: Int
    let height: Int
    /// Whether nothing but ASCII may be drawn.
    let isASCII: Bool
    private(set) var cells: [Cell]

    /// An empty grid; sizes below 0 are 0.
    init(width: Int, height: Int, isASCII: Bool = false) {
        self.width = max(0, min(Self.most.width, width))
        self.height = max(0, min(Self.most.height, height))
        self.isASCII = isASCII
        cells = Array(repeating: .blank, count: self.width * self.height)
    }

    /// The cell at a place that must be inside.
    subscript(row: Int, column: Int) -> Cell { cells[row * width + column] }

    /// Draws `text` from a place on, in at most `limit` columns.
    ///
    /// - Returns: how many columns it took, those left of the grid too; drawing ends at the right edge.
    @discardableResult
    mutating func put(
        _ text: some StringProtocol,
        row: Int,
        column: Int,
        style: Style = .plain,
        limit: Int = .max
    ) -> Int {
        guard row >= 0, row < height else { return 0 }
        var used = 0
        for scalar in text.unicodeScalars {
            let (scalar, kind) = shown(scalar)
            switch kind {
            case .narrow:
                guard used < limit else { return used }
                set(Cell(scalar: scalar.value, style: style), row, column + used)
                used += 1
            case .wide:
                guard used + 2 <= limit else { return used }
                setWide(Cell(scalar: scalar.value, style: style), row, column + used)
                used += 2
            case .mark:
                if used > 0 { add(scalar.value, row, column + used - 1) }
            case .none, .forbidden:
                break
            }
            // What is right of the edge costs no more time.
            if column + used >= width { return used }
        }
        return used
    }

    /// Draws one row in reverse, from edge to edge.
    mutating func select(row: Int) {
        guard row >= 0, row < height else { return }
        for place in row * width..<(row + 1) * width { cells[place].style = cells[place].style.selected }
    }

    /// The row as text, without blanks at its end.
    func text(row: Int) -> String {
        var text = ""
        for column in 0..<width {
            let cell = self[row, column]
            guard !cell.isRightHalf else { continue }
            for value in [cell.scalar, cell.mark] where value != 0 {
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            }
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// All rows, each ended by a line feed.
    var text: String { (0..<height).map { text(row: $0) + "\n" }.joined() }

    private func shown(_ scalar: Unicode.Scalar) -> (Unicode.Scalar, ScalarWidth) { Self.shown(scalar, isASCII) }

    /// What is drawn in the place of a scalar.
    static func shown(_ scalar: Unicode.Scalar, _ isASCII: Bool) -> (Unicode.Scalar, ScalarWidth) {
        let kind = ScalarWidth(scalar)
        switch kind {
        case .narrow, .wide:
            return isASCII && !scalar.isASCII ? ("?", .narrow) : (scalar, kind)
        case .mark, .none:
            return (scalar, isASCII ? .none : kind)
        case .forbidden:
            // White space is white space; anything else is seen to be something.
            if scalar == "\t" || scalar == "\n" || scalar == "\r" { return (" ", .narrow) }
            return (isASCII ? "?" : "\u{FFFD}", .narrow)
        }
    }

    private mutating func set(_ cell: Cell, _ row: Int, _ column: Int) {
        guard column >= 0, column < width else { return }
        clear(row, column)
        cells[row * width + column] = cell
    }

    private mutating func setWide(_ cell: Cell, _ row: Int, _ column: Int) {
        guard column >= 0, column + 1 < width else {
            // Half of it would be seen: a blank is drawn there.
            set(Cell(scalar: 0x20, style: cell.style), row, column)
            return set(Cell(scalar: 0x20, style: cell.style), row, column + 1)
        }
        clear(row, column)
        clear(row, column + 1)
        cells[row * width + column] = cell
        cells[row * width + column + 1] = Cell(scalar: 0, style: cell.style)
    }

    private mutating func add(_ mark: UInt32, _ row: Int, _ column: Int) {
        guard column >= 0, column < width else { return }
        var place = row * width + column
        if cells[place].isRightHalf { place -= 1 }
        if cells[place].mark == 0, cells[place].scalar != 0x20 { cells[place].mark = mark }
    }

    /// Blanks the other half of a wide character that is about to lose one.
    private mutating func clear(_ row: Int, _ column: Int) {
        let place = row * width + column
        if cells[place].isRightHalf { cells[place - 1] = Cell(scalar: 0x20, style: cells[place - 1].style) }
        if column + 1 < width, cells[place + 1].isRightHalf {
            cells[place + 1] = Cell(scalar: 0x20, style: cells[place + 1].style)
        }
    }
}
