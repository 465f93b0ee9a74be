/// The values of a series' labels, in the order in which its family declares them.
///
/// It is the key of every look-up, so the first four values live in place: no family here has more labels than that,
/// and a look-up then allocates nothing.
struct LabelValues: Hashable, Sendable {
    let count: Int
    private let first: String
    private let second: String
    private let third: String
    private let fourth: String
    private let others: [String]

    init() {
        self.init(count: 0)
    }

    init(_ first: String) {
        self.init(count: 1, first)
    }

    init(_ first: String, _ second: String) {
        self.init(count: 2, first, second)
    }

    init(_ first: String, _ second: String, _ third: String) {
        self.init(count: 3, first, second, third)
    }

    init(_ first: String, _ second: String, _ third: String, _ fourth: String) {
        self.init(count: 4, first, second, third, fourth)
    }

    init(_ values: [String]) {
        func value(_ position: Int) -> String { position < values.count ? values[position] : "" }
        self.init(count: values.count, value(0), value(1), value(2), value(3), Array(values.dropFirst(4)))
    }

    private init(
        count: Int,
        _ first: String = "",
        _ second: String = "",
        _ third: String = "",
        _ fourth: String = "",
        _ others: [String] = []
    ) {
        self.count = count
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
        self.others = others
    }

    /// All of them as a list.
    var list: [String] { Array([first, second, third, fourth].prefix(count)) + others }

    /// The text between a sample's braces: `probe="a",target="b"`.
    func rendered(as names: [String]) -> String {
        zip(names, list)
            .map { name, value in "\(name)=\"\(EscapedText.labelValue(value))\"" }
            .joined(separator: ",")
    }

    // Only the values that are there: most keys have one or two.
    func hash(into hasher: inout Hasher) {
        if count > 0 { hasher.combine(first) }
        if count > 1 { hasher.combine(second) }
        if count > 2 { hasher.combine(third) }
        if count > 3 { hasher.combine(fourth) }
        if count > 4 { hasher.combine(others) }
    }
}

extension LabelValues: Comparable {
    /// By the first value that differs.
    static func < (left: LabelValues, right: LabelValues) -> Bool {
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        if left.third != right.third { return left.third < right.third }
        if left.fourth != right.fourth { return left.fourth < right.fourth }
        return left.others.lexicographicallyPrecedes(right.others)
    }
}
