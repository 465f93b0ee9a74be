/// Which of the containers around a place are objects: a bit a level.
struct JSONLevels {
    /// The innermost levels, the last one the lowest bit: set for an object.
    private var inner: UInt128 = 0
    /// How many of its bits are levels.
    private var count = 0
    /// The levels around those, full words.
    private var outer: [UInt128] = []

    /// Whether the innermost container is an object.
    var isObject: Bool { inner & 1 == 1 }

    /// A container begins.
    mutating func push(isObject: Bool) {
        if count == UInt128.bitWidth {
            outer.append(inner)
            count = 0
        }
        inner = inner << 1 | (isObject ? 1 : 0)
        count += 1
    }

    /// The innermost container ends.
    mutating func pop() {
        inner >>= 1
        count -= 1
        guard count == 0, let word = outer.popLast() else { return }
        (inner, count) = (word, UInt128.bitWidth)
    }
}
