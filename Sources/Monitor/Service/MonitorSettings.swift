public import Configuration
public import Transport

/// What a monitor is started with.
public struct MonitorSettings: Sendable {
    /// What to watch.
    public var configuration: MonitorConfiguration
    /// The file that it came from, to be watched for changes; nil where it came from the command line.
    public var path: String?
    /// Reads the configuration anew; nil where there is no file.
    public var load: (@Sendable () throws(ConfigurationError) -> MonitorConfiguration)?
    /// Where to listen whatever the configuration says.
    public var listen: ListenAddress?
    /// Connections that the HTTP port takes: scrapers, people, a dashboard or two.
    public var connections = 512
    /// The version of the program.
    public var version: String

    /// Settings for a configuration that is not read again.
    public init(configuration: MonitorConfiguration, version: String) {
        self.configuration = configuration
        self.version = version
    }

    /// Settings for the configuration in the file at `path`, which is read now and on each reload.
    public init(path: String, version: String) throws(ConfigurationError) {
        self.init(configuration: try MonitorConfiguration.load(path: path), version: version)
        self.path = path
        load = { () throws(ConfigurationError) in try MonitorConfiguration.load(path: path) }
    }
}
