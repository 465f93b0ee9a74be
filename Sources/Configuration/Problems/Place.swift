/// A place in a configuration file, as an editor shows it.
///
/// For a mapping entry it is the place of the key, for a list item that of the item.
public struct Place: Sendable, Hashable {
    /// The file as the user named it, or as the file that includes it does.
    public let file: String
    /// Counted from 1.
    public let line: Int
    /// Counted from 1, in Unicode scalars.
    public let column: Int

    /// A place in `file`; `line` and `column` count from 1.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension Place: CustomStringConvertible {
    /// `quintet.yaml:14:5`
    public var description: String { "\(file):\(line):\(column)" }
}

extension Place: Comparable {
    /// By file name, then line, then column.
    public static func < (left: Place, right: Place) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
