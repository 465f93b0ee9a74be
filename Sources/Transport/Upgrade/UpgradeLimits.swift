/// Bounds of an upgrade.
enum UpgradeLimits {
    /// Bytes of an answer's head. Requests carry seven copies of a token, answers do not; Go and nginx stay below this.
    static let head = 16 << 10
    /// How long the rest of a refusal's body is waited for once its head is here.
    static let refusalBody = Duration.seconds(1)
}
