/// What to do about a text: which tools to call, with what, and why. The same text always gives the same plan.
struct Plan: Equatable {
    struct Call: Equatable {
        let tool: String
        let arguments: [JSON.Member]
    }

    /// Unicode scalars of the request that a tool is given.
    private static let longest = 4000

    let reasoning: String
    /// One at least.
    let calls: [Call]

    init(for text: String) {
        var calls: [Call] = []
        var reasons: [String] = []
        if let expression = ExpressionFinder.find(in: text) {
            calls.append(Call(tool: Calculator.name, arguments: [JSON.Member("expression", .string(expression))]))
            reasons.append("there is something to calculate")
        }
        if let conversion = UnitConverter.find(in: text) {
            calls.append(Call(tool: UnitConverter.name, arguments: conversion))
            reasons.append("there is a quantity to convert")
        }
        if Self.asksForTime(text) {
            calls.append(Call(tool: WallClock.name, arguments: [JSON.Member("zone", "UTC")]))
            reasons.append("it asks for the time")
        }
        if calls.isEmpty {
            calls.append(
                Call(
                    tool: TextStatistics.name,
                    arguments: [JSON.Member("text", .string(String(text.unicodeScalars.prefix(Self.longest))))]
                )
            )
            reasons.append("it is text without a question that another tool answers")
        }
        self.calls = calls
        let names = calls.map(\.tool).joined(separator: ", then ")
        reasoning =
            "The request has \(text.count) characters and \(reasons.joined(separator: " and ")). I will use \(names)."
    }

    private static func asksForTime(_ text: String) -> Bool {
        let words: Set<String> = ["time", "date", "clock", "today", "now", "weekday"]
        return String(text.unicodeScalars.prefix(longest)).split { !$0.isLetter }.contains {
            words.contains($0.lowercased())
        }
    }
}
