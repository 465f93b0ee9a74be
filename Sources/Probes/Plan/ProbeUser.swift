public import Configuration

/// Somebody a probe logs in as.
public struct ProbeUser: Sendable, Equatable {
    /// What results and metrics call the user; unique within a target.
    public let label: String
    public let email: String
    public let password: Secret

    /// A user whose label is `name`, or what stands before the `@`.
    public init(email: String, password: Secret, name: String? = nil) {
        self.email = email
        self.password = password
        label = name ?? String(email.prefix { $0 != "@" })
    }
}
