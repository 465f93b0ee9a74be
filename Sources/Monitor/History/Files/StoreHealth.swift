/// Whether the history is where it should be.
public struct StoreHealth: Sendable, Equatable {
    /// The file; nil where the history is to be in memory alone.
    public let path: String?
    /// Why the file is not in use; nil where all is well.
    public let fault: StoreFault?

    /// A history that is to be in the file at `path`, and is unless there is a fault.
    public init(path: String?, fault: StoreFault?) {
        self.path = path
        self.fault = fault
    }

    /// Whether the file is in use, or none is asked for.
    public var isHealthy: Bool { fault == nil }

    /// `/var/lib/quintet.db cannot grow: the disk is full`; nil where all is well.
    public var error: String? { fault.map { "\(path ?? "the history") \($0)" } }
}
