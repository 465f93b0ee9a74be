import Results

extension WallTime {
    /// How long after this time `later` is; negative where it is before.
    func duration(to later: WallTime) -> Duration {
        .milliseconds(later.milliseconds - milliseconds)
    }
}
