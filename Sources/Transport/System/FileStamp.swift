import CShims

/// What tells one version of a file from another without reading it.
struct FileStamp: Hashable, Sendable {
    private let device: UInt64
    private let node: UInt64
    private let size: Int64
    private let seconds: Int64
    private let nanoseconds: Int64

    /// Nil when there is no such file.
    init?(_ path: String) {
        var stamp = quintet_file_stamp()
        guard quintet_stamp_file(path, &stamp) == 0 else { return nil }
        device = stamp.device
        node = stamp.node
        size = stamp.size
        seconds = stamp.seconds
        nanoseconds = stamp.nanoseconds
    }
}
