/// The parts of a run, in the order in which they come; the raw values are keys of results and metric labels.
public enum Phase: String, Sendable, Codable, CaseIterable {
    case login
    case dns
    case connect
    case tls
    case upgrade
    case welcome
    case handshake
    case firstEvent = "first_event"
    case run
    case close
}
