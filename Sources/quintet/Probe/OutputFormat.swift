import ArgumentParser

/// How a list of outcomes is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// One `quintet.result/1` a line.
    case json
    /// One XML document when all is done.
    case junit
    /// The Test Anything Protocol, version 14.
    case tap
    /// Annotations of GitHub Actions.
    case github
}
