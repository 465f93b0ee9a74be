/// Something that happened, as a client of the stream is told it.
struct StreamEvent: Sendable, Equatable {
    /// What an event is about. The raw values are its `event:` field.
    enum Kind: String, Sendable, CaseIterable {
        /// A run ended: `quintet.result/1`.
        case result
        /// The state of a probe became another one: what `/api/v1/status` says of it.
        case probe
        /// An alert became pending, fired or resolved.
        case alert
        /// Events are missing here; who wants to know how things stand asks for the status anew.
        case reset
    }

    /// Higher than that of every event before it, those of earlier starts of the monitor included.
    let id: Int64
    let kind: Kind
    /// JSON, in one line.
    let data: [UInt8]

    /// The event in the text of `text/event-stream` (WHATWG HTML §9.2).
    var text: [UInt8] {
        var text = Array("id: \(id)\nevent: \(kind.rawValue)\ndata: ".utf8)
        text.reserveCapacity(text.count + data.count + 2)
        text += data
        text += [UInt8(ascii: "\n"), UInt8(ascii: "\n")]
        return text
    }
}
