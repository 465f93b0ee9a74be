/// How a cell looks: one of the terminal's own colours, which its user has chosen, and three attributes.
struct Style: Equatable, Sendable {
    /// The eight colours that every terminal has; their numbers are those of ECMA-48 §8.3.117.
    enum Color: UInt8, Sendable {
        case red = 31
        case green = 32
        case yellow = 33
        case blue = 34
        case magenta = 35
        case cyan = 36
    }

    var color: Color?
    var isBold = false
    var isFaint = false
    var isReversed = false

    static let plain = Style()
    static let bold = Style(isBold: true)
    static let faint = Style(isFaint: true)
    static let reversed = Style(isReversed: true)

    /// The same in `color`.
    func colored(_ color: Color?) -> Style {
        var style = self
        style.color = color
        return style
    }

    /// The same, dark on light.
    var selected: Style {
        var style = self
        style.isReversed = true
        // Faint text in reverse can hardly be read.
        style.isFaint = false
        return style
    }
}
