import Configuration
import Transport

extension FaultRule {
    /// Reads `WHERE:KIND[=VALUE][@PROBABILITY][;user=EMAIL][;run=N][;once]`.
    public init(_ text: String) throws(FaultRefusal) {
        var parts = text.split(separator: ";", omittingEmptySubsequences: false)
        let head = parts.removeFirst()
        guard let colon = head.firstIndex(of: ":") else { throw .noKind(text) }
        let place = try Self.place(String(head[..<colon]))
        let (action, probability) = try Self.action(head[head.index(after: colon)...])
        if case .station(let station) = place { throw .notThere(action.fault, station) }
        self.init(place, action, probability: probability)
        for part in parts { try read(condition: String(part)) }
    }

    private static func place(_ text: String) throws(FaultRefusal) -> FaultPlace {
        if text == "*" { return .everyEvent }
        if let name = EventName(rawValue: text) { return .event(name) }
        if let station = FaultStation(rawValue: text) { return .station(station) }
        throw .unknownPlace(text)
    }

    /// `KIND[=VALUE][@PROBABILITY]`
    private static func action(_ text: Substring) throws(FaultRefusal) -> (FaultAction, Double) {
        let pieces = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let words = pieces[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let fault = Fault(rawValue: String(words[0])) else { throw .unknownKind(String(words[0])) }
        let action = try action(fault, words.count == 2 ? String(words[1]) : nil)
        guard pieces.count == 2 else { return (action, 1) }
        guard let probability = Double(pieces[1]), probability > 0, probability <= 1 else {
            throw .probability(String(pieces[1]))
        }
        return (action, probability)
    }

    private static func action(_ fault: Fault, _ value: String?) throws(FaultRefusal) -> FaultAction {
        switch fault {
        case .drop, .leak:
            guard value == nil else { throw .value(fault, value) }
            return fault == .drop ? .drop : .leak
        case .delay:
            // Why it is no duration is said by what is wanted.
            guard let value, let delay = try? DurationText.parse(value), delay <= .seconds(3600) else {
                throw .value(fault, value)
            }
            return .delay(delay)
        case .close:
            guard let value else { return .close(.internalError) }
            guard let number = UInt16(value), CloseCode(rawValue: number).isLegalOnTheWire else {
                throw .value(fault, value)
            }
            return .close(CloseCode(rawValue: number))
        }
    }

    private mutating func read(condition text: String) throws(FaultRefusal) {
        let words = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (words[0], words.count == 2 ? words[1] : nil) {
        case ("once", nil):
            guard !isOnce else { throw .twice("once") }
            isOnce = true
        case ("user", let email?) where !email.isEmpty:
            guard user == nil else { throw .twice("user") }
            user = email
        case ("run", let number?):
            guard run == nil else { throw .twice("run") }
            guard let value = Int(number), value > 0 else { throw .condition(text) }
            run = value
        default:
            throw .condition(text)
        }
    }
}
