/// The kinds of misbehaviour that can be asked for.
public enum Fault: String, Sendable, CaseIterable {
    /// The event is never sent.
    case drop
    /// The event, and with it the rest of the run, comes later: `delay=3s`.
    case delay
    /// The socket is closed behind the event: `close=1011`.
    case close
    /// The event is also sent to another user who is connected.
    case leak
}
