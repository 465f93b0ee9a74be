import ArgumentParser

/// How a list of outcomes is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// One `quintet.result/1` a line.
    case json
}
