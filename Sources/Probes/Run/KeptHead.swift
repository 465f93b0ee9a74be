import Transport

/// A head as it was on the wire, credentials and all; what is shown of it is decided when all of them are known.
enum KeptHead: Sendable {
    case sent(Dial)
    case received(ResponseHead)
}
