/// The date and the time.
struct WallClock: Tool {
    static let name = "clock"

    var name: String { Self.name }
    var parameters: [ToolParameter] { [ToolParameter(name: "zone", purpose: "UTC")] }
    var timeout: Duration { .seconds(1) }

    func call(_ arguments: [JSON.Member]) async throws -> ToolOutcome {
        guard try arguments.text("zone") == "UTC" else { throw ToolFailure.notUnderstood("only UTC is known here") }
        return Self.outcome(at: .now)
    }

    static func outcome(at now: Timestamp) -> ToolOutcome {
        // 1970 began on a Thursday.
        let days = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]
        let day = days[((now.wholeSeconds / 86_400) % 7 + 7) % 7]
        return ToolOutcome(
            [
                JSON.Member("utc", .string(now.description)),
                JSON.Member("unix", .int(now.wholeSeconds)),
                JSON.Member("weekday", .string(day)),
            ],
            summary: "It is \(day), \(now) UTC."
        )
    }
}
