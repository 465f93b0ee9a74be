import Configuration
@testable import Monitor
@testable import Probes

/// Configurations read in tests.
enum Loaded {
    static let contracts = ContractShelf(
        standard: Contract(),
        read: { $0.string().map { _ in Contract() } },
        events: { _ in ["agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed"] }
    )

    /// The configuration that `text` says.
    static func configuration(
        _ text: String,
        named name: String = "quintet.yaml",
        folder: String? = "/etc/quintet",
        environment: [String: String] = [:]
    ) throws(ConfigurationError) -> MonitorConfiguration {
        try ConfigurationFile.load(text: text, named: name, folder: folder, environment: environment) {
            MonitorConfiguration.read($0, contracts: contracts)
        }
    }

    /// What is wrong with `text`, a problem a line; empty when nothing is.
    static func problems(in text: String, named name: String = "quintet.yaml", folder: String? = "/etc/quintet")
        -> String
    {
        do {
            _ = try configuration(text, named: name, folder: folder)
            return ""
        } catch {
            return error.description
        }
    }
}
