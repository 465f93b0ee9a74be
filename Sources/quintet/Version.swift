import Probes

/// The version of this program.
enum Version {
    /// As `--version`, metrics and requests tell it.
    static let current = Product.version
}
