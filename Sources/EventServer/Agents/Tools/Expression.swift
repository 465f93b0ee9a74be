/// Reads and evaluates arithmetic in one pass, by recursive descent:
///
///     sum     = product { ("+" | "-") product }
///     product = power { ("*" | "/" | "%") power }
///     power   = sign [ "^" power ]
///     sign    = { "+" | "-" } atom
///     atom    = number | name "(" sum ")" | "(" sum ")"
struct Expression {
    /// Bytes of an expression, and how deep it may nest: a request must not exhaust the stack.
    static let longest = 1000
    static let deepest = 50

    private let text: [UInt8]
    private var position = 0
    private var depth = 0

    /// The value of `text`.
    static func value(of text: String) throws(ToolFailure) -> Double {
        guard text.utf8.count <= longest else { throw .notUnderstood("the expression is too long") }
        var expression = Expression(text)
        let value = try expression.sum()
        guard expression.peek == nil else { throw expression.surprise }
        guard value.isFinite else { throw .tooLarge }
        return value
    }

    private init(_ text: String) { self.text = Array(text.utf8) }

    private mutating func sum() throws(ToolFailure) -> Double {
        var value = try product()
        while let sign = take(anyOf: "+-") {
            let next = try product()
            value = sign == UInt8(ascii: "+") ? value + next : value - next
        }
        return value
    }

    private mutating func product() throws(ToolFailure) -> Double {
        var value = try power()
        while let sign = take(anyOf: "*/%") {
            let next = try power()
            guard sign == UInt8(ascii: "*") || next != 0 else { throw .divisionByZero }
            switch sign {
            case UInt8(ascii: "*"): value *= next
            case UInt8(ascii: "/"): value /= next
            default: value = value.truncatingRemainder(dividingBy: next)
            }
        }
        return value
    }

    private mutating func power() throws(ToolFailure) -> Double {
        let base = try sign()
        guard take(anyOf: "^") != nil else { return base }
        return try Expression.power(base, try nested { expression throws(ToolFailure) in try expression.power() })
    }

    /// A minus binds less tightly than a power: -2^2 is -4.
    private mutating func sign() throws(ToolFailure) -> Double {
        guard let sign = take(anyOf: "+-") else { return try atom() }
        let value = try nested { expression throws(ToolFailure) in try expression.power() }
        return sign == UInt8(ascii: "-") ? -value : value
    }

    private mutating func atom() throws(ToolFailure) -> Double {
        if take(anyOf: "(") != nil { return try closed() }
        let name = takeWhile { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
        guard name.isEmpty else {
            guard take(anyOf: "(") != nil else { throw .notUnderstood("\(name) is no function") }
            return try Expression.apply(name, to: try closed())
        }
        let digits = takeWhile { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }
        guard let value = Double(digits) else { throw surprise }
        return value
    }

    private mutating func closed() throws(ToolFailure) -> Double {
        let value = try nested { expression throws(ToolFailure) in try expression.sum() }
        guard take(anyOf: ")") != nil else { throw .notUnderstood("a parenthesis is not closed") }
        return value
    }

    private mutating func nested(
        _ body: (inout Expression) throws(ToolFailure) -> Double
    ) throws(ToolFailure) -> Double {
        guard depth < Self.deepest else { throw .notUnderstood("the expression is nested too deeply") }
        depth += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private static func apply(_ name: String, to value: Double) throws(ToolFailure) -> Double {
        switch name.lowercased() {
        case "sqrt" where value >= 0: return value.squareRoot()
        case "abs": return abs(value)
        case "round": return value.rounded()
        case "sqrt": throw .notUnderstood("no real number is the square root of \(Calculator.shown(value))")
        default: throw .notUnderstood("\(name) is no function")
        }
    }

    /// Whole exponents only, by squaring; anything else would need more of mathematics than a calculator in a probe.
    private static func power(_ base: Double, _ exponent: Double) throws(ToolFailure) -> Double {
        guard exponent == exponent.rounded() else { throw .notUnderstood("only whole exponents are understood") }
        guard abs(exponent) <= 1024 else { throw .tooLarge }
        var result = 1.0
        var square = base
        var rest = Int(abs(exponent))
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return exponent < 0 ? 1 / result : result
    }

    private var peek: UInt8? {
        var index = position
        while index < text.count, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
        return index < text.count ? text[index] : nil
    }

    private var surprise: ToolFailure {
        .notUnderstood(
            peek.map { "\"\(Character(Unicode.Scalar($0)))\" was not expected" } ?? "the expression ends too early"
        )
    }

    private mutating func skipSpace() {
        while position < text.count, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
    }

    private mutating func take(anyOf signs: String) -> UInt8? {
        guard let next = peek, signs.utf8.contains(next) else { return nil }
        skipSpace()
        position += 1
        return next
    }

    private mutating func takeWhile(_ belongs: (UInt8) -> Bool) -> String {
        skipSpace()
        let start = position
        while position < text.count, belongs(text[position]) { position += 1 }
        return String(decoding: text[start..<position], as: UTF8.self)
    }
}
