/// The bytes that turn the picture a terminal shows into another one: nothing for what is there already, and all of it
/// inside synchronised output (DEC mode 2026), so that no half of a picture is ever seen.
///
/// Only what every terminal knows is sent: absolute and forward moves, erasing to the end of a line, colours. After it
/// the style is the plain one, and the cursor is somewhere.
struct ScreenDiff {
    /// Whether colours may be sent; bold, faint and reverse always are.
    let isColored: Bool
    private var bytes: [UInt8] = []
    private var style = Style.plain
    /// Where the cursor is; nil when it can't be told.
    private var cursor: (row: Int, column: Int)?

    private init(isColored: Bool) { self.isColored = isColored }

    /// From `old`, or from a terminal that shows anything, to `new`; empty when nothing differs.
    static func bytes(from old: Grid?, to new: Grid, isColored: Bool) -> [UInt8] {
        var diff = ScreenDiff(isColored: isColored)
        let isSameSize = old?.width == new.width && old?.height == new.height
        let before = isSameSize ? old : nil
        if before == nil { diff.send("\u{1B}[m\u{1B}[H\u{1B}[2J") }
        let blank = Grid(width: new.width, height: new.height)
        for row in 0..<new.height { diff.row(row, before ?? blank, new) }
        guard !diff.bytes.isEmpty else { return [] }
        diff.wear(.plain)
        return Array("\u{1B}[?2026h".utf8) + diff.bytes + Array("\u{1B}[?2026l".utf8)
    }

    private mutating func row(_ row: Int, _ old: Grid, _ new: Grid) {
        let width = new.width
        // From here on the row is empty.
        let end = (0..<width).last { !isBlank(new[row, $0]) }.map { $0 + 1 } ?? 0
        let oldEnd = (0..<width).last { !isBlank(old[row, $0]) }.map { $0 + 1 } ?? 0
        let erases = oldEnd - end > 3
        let limit = erases ? end : width
        var column = 0
        while let first = (column..<limit).first(where: { differs($0, row, old, new) }) {
            var start = first
            if new[row, start].isRightHalf { start -= 1 }
            move(to: row, start, old, new)
            column = run(row, from: start, to: limit, old, new)
        }
        if erases {
            move(to: row, end, old, new)
            wear(.plain)
            send("\u{1B}[K")
        }
    }

    /// Sends cells that differ, with the few between them that do not and cost less than a move; where it ended.
    private mutating func run(_ row: Int, from start: Int, to limit: Int, _ old: Grid, _ new: Grid) -> Int {
        var column = start
        while column < limit {
            guard let next = (column..<limit).first(where: { differs($0, row, old, new) }) else { return limit }
            // A move costs four bytes or more.
            guard next - column <= 4 else { return column }
            while column <= next {
                let cell = new[row, column]
                send(cell)
                column += column + 1 < new.width && new[row, column + 1].isRightHalf ? 2 : 1
            }
            // A terminal waits behind its last column, each in its own way.
            cursor = column < new.width ? (row, column) : nil
        }
        return column
    }

    private mutating func move(to row: Int, _ column: Int, _ old: Grid, _ new: Grid) {
        if let cursor, cursor.row == row, cursor.column == column { return }
        if let cursor, cursor.row == row, cursor.column < column {
            let steps = column - cursor.column
            send(steps == 1 ? "\u{1B}[C" : "\u{1B}[\(steps)C")
        } else if let cursor, cursor.row + 1 == row, column == 0 {
            send("\r\n")
        } else if column == 0 {
            send(row == 0 ? "\u{1B}[H" : "\u{1B}[\(row + 1)H")
        } else {
            send("\u{1B}[\(row + 1);\(column + 1)H")
        }
        cursor = (row, column)
    }

    private mutating func send(_ cell: Cell) {
        wear(cell.style)
        for value in [cell.scalar, cell.mark] where value != 0 {
            if value < 0x80 {
                bytes.append(UInt8(value))
            } else if let scalar = Unicode.Scalar(value) {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    private mutating func wear(_ next: Style) {
        let next = isColored ? next : next.colored(nil)
        guard next != style else { return }
        defer { style = next }
        let loses =
            (style.isBold && !next.isBold) || (style.isFaint && !next.isFaint) || (style.isReversed && !next.isReversed)
        var codes: [String] = []
        if next == .plain { return send("\u{1B}[m") }
        if loses { codes.append("0") }
        let before = loses ? .plain : style
        if next.isBold, !before.isBold { codes.append("1") }
        if next.isFaint, !before.isFaint { codes.append("2") }
        if next.isReversed, !before.isReversed { codes.append("7") }
        if next.color != before.color { codes.append(next.color.map { "\($0.rawValue)" } ?? "39") }
        send("\u{1B}[\(codes.joined(separator: ";"))m")
    }

    private mutating func send(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// What is erased is plain, so only a plain blank need not be sent.
    private func isBlank(_ cell: Cell) -> Bool {
        cell.scalar == 0x20 && cell.mark == 0 && seen(cell.style) == .plain
    }

    private func differs(_ column: Int, _ row: Int, _ old: Grid, _ new: Grid) -> Bool {
        let (before, after) = (old[row, column], new[row, column])
        if before == after { return false }
        return before.scalar != after.scalar || before.mark != after.mark || seen(before.style) != seen(after.style)
    }

    private func seen(_ style: Style) -> Style { isColored ? style : style.colored(nil) }
}
