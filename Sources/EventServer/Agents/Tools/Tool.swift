import Transport

/// Something an agent can use. It says what it is called, what it takes, and how long it may take.
protocol Tool: Sendable {
    var name: String { get }
    var parameters: [ToolParameter] { get }
    var timeout: Duration { get }
    func call(_ arguments: [JSON.Member]) async throws -> ToolOutcome
}

struct ToolParameter: Sendable, Equatable {
    let name: String
    let purpose: String
}

/// What a tool returned.
struct ToolOutcome: Sendable, Equatable {
    let results: JSON
    /// The same as a sentence, for the answer.
    let summary: String

    init(_ results: [JSON.Member], summary: String) {
        self.results = .object([JSON.Member("status", "ok")] + results)
        self.summary = summary
    }

    init(failure: ToolFailure, of tool: String) {
        results = ["status": "error", "error": .string(failure.description)]
        summary = "\(tool) could not help: \(failure)."
    }
}

/// Why a tool returned nothing.
enum ToolFailure: Error, Equatable {
    case missing(parameter: String)
    case notUnderstood(String)
    case divisionByZero
    case tooLarge
    case timedOut(after: Duration)
}

extension ToolFailure: CustomStringConvertible {
    var description: String {
        switch self {
        case .missing(let parameter): "\(parameter) is missing"
        case .notUnderstood(let what): what
        case .divisionByZero: "division by zero"
        case .tooLarge: "the result is too large"
        case .timedOut(let limit): "no result within \(limit.brief)"
        }
    }
}

extension [JSON.Member] {
    /// The text under `name`.
    func text(_ name: String) throws(ToolFailure) -> String {
        for member in self where member.name == name {
            if case .string(let text) = member.value { return text }
        }
        throw .missing(parameter: name)
    }

    /// The number under `name`.
    func number(_ name: String) throws(ToolFailure) -> Double {
        for member in self where member.name == name {
            if case .double(let number) = member.value { return number }
            if case .int(let number) = member.value { return Double(number) }
        }
        throw .missing(parameter: name)
    }
}
