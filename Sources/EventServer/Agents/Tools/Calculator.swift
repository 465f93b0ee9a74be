/// Arithmetic with the usual precedence.
struct Calculator: Tool {
    static let name = "calculator"

    var name: String { Self.name }
    var parameters: [ToolParameter] { [ToolParameter(name: "expression", purpose: "arithmetic, as 2 * (3 + 4)")] }
    var timeout: Duration { .seconds(1) }

    func call(_ arguments: [JSON.Member]) async throws -> ToolOutcome {
        let expression = try arguments.text("expression")
        let value = try Expression.value(of: expression)
        let shown = Self.shown(value)
        return ToolOutcome(
            [
                JSON.Member("expression", .string(expression)),
                JSON.Member("value", value == value.rounded() && abs(value) < 1e15 ? .int(Int(value)) : .double(value)),
            ],
            summary: "\(expression) is \(shown)."
        )
    }

    static func shown(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
