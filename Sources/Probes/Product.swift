/// What this program calls itself.
public enum Product {
    /// The version, as `--version`, metrics and requests tell it.
    public static let version = "0.1.0"

    /// The `User-Agent` of every request that a probe makes.
    public static var userAgent: String { "quintet/\(version)" }
}
