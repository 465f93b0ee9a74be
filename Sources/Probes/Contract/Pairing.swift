/// How an event belongs to an earlier one.
public struct Pairing: Sendable, Equatable {
    /// What the later event does to the earlier one.
    public enum Bond: Sendable, Equatable {
        /// It completes it: one for one.
        case closes
        /// It comes while the earlier one is open, any number of times.
        case inside
    }

    /// The name of the earlier event.
    public let opener: String
    /// Whether the later event completes the earlier one or comes while it is open.
    public var bond = Bond.closes
    /// The field whose value both share: the tool's name, the message's id.
    public let key: String
    /// Whether the earlier event may stay without this one.
    public var mayStayOpen = false

    /// A pair of which each `opener` has to be completed.
    public init(opener: String, by key: String) {
        self.opener = opener
        self.key = key
    }
}
