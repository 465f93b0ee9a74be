import Configuration
import Monitor

/// Configurations read in tests.
enum Loaded {
    /// The configuration that `text` says.
    static func configuration(
        _ text: String,
        named name: String = "quintet.yaml",
        folder: String? = "/etc/quintet",
        environment: [String: String] = [:]
    ) throws(ConfigurationError) -> MonitorConfiguration {
        try ConfigurationFile.load(
            text: text,
            named: name,
            folder: folder,
            environment: environment,
            read: MonitorConfiguration.read
        )
    }

    /// What is wrong with `text`, a problem a line; empty when nothing is.
    static func problems(in text: String, named name: String = "quintet.yaml") -> String {
        do {
            _ = try configuration(text, named: name)
            return ""
        } catch {
            return error.description
        }
    }
}
