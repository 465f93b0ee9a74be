import Configuration
import Monitor
import TestSupport

/// A folder with a configuration whose alerts are what a test says.
struct AlertFiles {
    let folder: TemporaryFolder

    init(rules: String, receivers: String = "receivers: []") throws {
        folder = try TemporaryFolder()
        try folder.write("alerts/rules/a.yaml", rules)
        try folder.write("alerts/receivers.yaml", receivers)
        try folder.write(
            "quintet.yaml",
            """
            targets: [{ name: local, url: "ws://127.0.0.1:8000/ws" }]
            probes:
              - { name: golden-path, target: local }
              - { name: seldom, target: local, every: 10m }
            alerts: { rules: ["alerts/rules/*.yaml"], receivers: alerts/receivers.yaml }
            """
        )
    }

    /// What comes of it.
    func load(_ environment: [String: String] = [:]) throws(ConfigurationError) -> MonitorConfiguration {
        try MonitorConfiguration.load(path: "\(folder.path)/quintet.yaml", environment: environment)
    }

    /// What is wrong with it, a problem a line, without the folder.
    var problems: [String] {
        do {
            _ = try load()
            return []
        } catch {
            return error.problems.map { $0.description.replacing(folder.path, with: "").drop { $0 == "/" } }.map(
                String.init
            )
        }
    }

    /// What the start says, in the same way.
    var notes: [String] {
        get throws {
            try load().notes.map { $0.description.replacing(folder.path, with: "").drop { $0 == "/" } }.map(String.init)
        }
    }
}
