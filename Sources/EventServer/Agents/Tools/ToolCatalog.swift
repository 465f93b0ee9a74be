/// The tools of the built-in agent, by name.
struct ToolCatalog: Sendable {
    private let tools: [any Tool] = [Calculator(), UnitConverter(), WallClock(), TextStatistics()]

    subscript(name: String) -> (any Tool)? { tools.first { $0.name == name } }
}
