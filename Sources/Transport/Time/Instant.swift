/// A point on the monotonic clock of this machine; the one kind of instant that durations and deadlines are made of.
///
/// Wall time never enters here: stored rows and token lifetimes use it, and it is passed to them.
public typealias Instant = ContinuousClock.Instant
