/// Who says a value of a probe; the later one wins.
enum Layer: Int, Comparable {
    case builtIn
    case defaults
    case probe

    static func < (left: Layer, right: Layer) -> Bool { left.rawValue < right.rawValue }
}
