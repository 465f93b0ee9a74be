/// What a screen shows: rows that stay at the top and at the bottom, and between them a list that is moved so that the
/// chosen row is seen.
struct Page {
    var head: [Row] = []
    /// How many rows the list has; only those that are seen are made.
    var count = 0
    var row: (Int) -> Row = { _ in [] }
    /// Nil for a list that is read and scrolled.
    var selected: Int?
    var scroll = 0
    var foot: [Row] = []

    /// A list of rows that exist already.
    mutating func list(_ rows: [Row]) {
        count = rows.count
        row = { rows.indices.contains($0) ? rows[$0] : [] }
    }

    /// Draws it into the lines `top..<bottom`; how far can be scrolled.
    func draw(on canvas: inout Canvas, top: Int, bottom: Int, _ glyphs: Glyphs) -> Int {
        let height = max(0, bottom - top)
        let head = head.prefix(height)
        let foot = foot.prefix(max(0, height - head.count - 1))
        for (index, row) in head.enumerated() { canvas.draw(row, at: top + index) }
        for (index, row) in foot.enumerated() { canvas.draw(row, at: bottom - foot.count + index) }
        let room = height - head.count - foot.count
        let limit = max(0, count - room)
        guard room > 0 else { return limit }
        let first = max(0, min(limit, selected.map { $0 - room / 2 } ?? scroll))
        for index in first..<min(count, first + room) {
            canvas.draw(row(index), at: top + head.count + index - first, isSelected: index == selected)
        }
        let start = top + head.count
        if first > 0 { canvas.drawRight([Span(" \(glyphs.up)\(first)", .faint)], at: start) }
        let rest = count - first - room
        if rest > 0 { canvas.drawRight([Span(" \(glyphs.down)\(rest)", .faint)], at: start + room - 1) }
        return limit
    }
}
