/// One place of the grid: a character of one or two columns, with one mark at the most. Of fixed size, whatever text
/// comes: a letter with a thousand marks is one cell.
struct Cell: Equatable, Sendable {
    /// Zero in the right half of a wide character.
    var scalar: UInt32
    /// Zero where there is none.
    var mark: UInt32 = 0
    var style: Style

    static let blank = Cell(scalar: 0x20, style: .plain)

    /// Whether it is the right half of a wide character.
    var isRightHalf: Bool { scalar == 0 }
}
