/// Lengths, weights and temperatures in other units.
struct UnitConverter: Tool {
    static let name = "unit_converter"

    /// A unit of a dimension: a value times `factor` plus `offset` is one in the dimension's own unit.
    private struct Unit {
        let dimension: String
        let factor: Double
        var offset = 0.0
    }

    private static let units: [String: Unit] = [
        "m": Unit(dimension: "length", factor: 1),
        "km": Unit(dimension: "length", factor: 1000),
        "cm": Unit(dimension: "length", factor: 0.01),
        "miles": Unit(dimension: "length", factor: 1609.344),
        "feet": Unit(dimension: "length", factor: 0.3048),
        "inches": Unit(dimension: "length", factor: 0.0254),
        "kg": Unit(dimension: "weight", factor: 1),
        "g": Unit(dimension: "weight", factor: 0.001),
        "pounds": Unit(dimension: "weight", factor: 0.45359237),
        "ounces": Unit(dimension: "weight", factor: 0.028349523125),
        "celsius": Unit(dimension: "temperature", factor: 1),
        "fahrenheit": Unit(dimension: "temperature", factor: 5.0 / 9, offset: -160.0 / 9),
        "kelvin": Unit(dimension: "temperature", factor: 1, offset: -273.15),
    ]

    var name: String { Self.name }
    var parameters: [ToolParameter] {
        [
            ToolParameter(name: "value", purpose: "how many"),
            ToolParameter(name: "from", purpose: "the unit it is in"),
            ToolParameter(name: "to", purpose: "the unit it is wanted in"),
        ]
    }
    var timeout: Duration { .seconds(1) }

    func call(_ arguments: [JSON.Member]) async throws -> ToolOutcome {
        let value = try arguments.number("value")
        let (from, to) = (try arguments.text("from"), try arguments.text("to"))
        guard let source = Self.units[from], let target = Self.units[to], source.dimension == target.dimension else {
            throw ToolFailure.notUnderstood("\(from) cannot be converted to \(to)")
        }
        let converted = (value * source.factor + source.offset - target.offset) / target.factor
        let rounded = (converted * 1e6).rounded() / 1e6
        return ToolOutcome(
            [JSON.Member("value", .double(rounded)), JSON.Member("unit", .string(to))],
            summary: "\(Calculator.shown(value)) \(from) are \(Calculator.shown(rounded)) \(to)."
        )
    }

    /// The conversion that a sentence asks for: `5 km in miles`, `convert 20 celsius to fahrenheit`.
    static func find(in text: String) -> [JSON.Member]? {
        let words = String(text.unicodeScalars.prefix(4000)).lowercased().split {
            !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "-"
        }
        for index in words.indices where index + 3 < words.count {
            guard let value = Double(words[index]), value.isFinite, ["to", "in"].contains(words[index + 2]) else {
                continue
            }
            let (from, to) = (String(words[index + 1]), String(words[index + 3]))
            guard units[from] != nil, units[to] != nil else { continue }
            return [
                JSON.Member("value", .double(value)), JSON.Member("from", .string(from)),
                JSON.Member("to", .string(to)),
            ]
        }
        return nil
    }
}
