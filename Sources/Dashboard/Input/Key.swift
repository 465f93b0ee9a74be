/// What somebody pressed.
enum Key: Equatable, Sendable {
    /// A character that can be typed, control characters excluded.
    case character(Unicode.Scalar)
    /// Ctrl with a letter, in lower case: Ctrl-L is `control("l")`.
    case control(Unicode.Scalar)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right
    case home, end, pageUp, pageDown
    case function(Int)
}
