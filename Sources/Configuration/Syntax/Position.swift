/// A line and a column of one text, both counted from 1, columns in Unicode scalars.
struct Position: Hashable {
    var line: Int
    var column: Int

    static let start = Position(line: 1, column: 1)
}
