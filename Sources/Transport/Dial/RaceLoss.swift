/// What a race in which no address could be connected to says as a whole.
enum RaceLoss {
    /// The one error behind the errors of names and addresses; `elapsed` since the first attempt.
    static func error(names: [NameError], failures: [ConnectFailure], after elapsed: Duration) -> DialError {
        // An address that could not even be tried says nothing, and the others alone don't tell the whole.
        if failures.contains(where: { isExhausted($0.cause) }) { return .noDescriptors }
        // A machine without IPv6 has no way to half of the addresses: told only where nothing else is.
        let outside = failures.filter { $0.cause != .noRoute }
        if outside.isEmpty {
            return failures.isEmpty
                ? .name(NameError.foremost(of: names)) : .noRoute(failures.map(\.address).joined(separator: ", "))
        }
        if let own = outside.compactMap(ownTrouble).first { return .local(own) }
        // A reset ends the race before; where it is asked about all the same, it refuses.
        let refused = failures.filter { $0.cause == .refused || $0.cause == .reset }.map(\.address)
        if refused.count == outside.count { return .refused(refused) }
        if outside.contains(where: { $0.cause == .timedOut }) {
            return .connectTimedOut(after: elapsed, refused: refused)
        }
        if let unreachable = outside.first(where: { $0.cause == .unreachable }) {
            return .hostUnreachable(unreachable.address)
        }
        let crowded = outside.filter { $0.cause == .crowded }.map(\.address)
        return .queueFull(crowded.joined(separator: ", "))
    }

    private static func isExhausted(_ cause: ConnectCause) -> Bool {
        switch cause {
        case .exhausted: true
        case .refused, .reset, .timedOut, .unreachable, .noRoute, .crowded, .other: false
        }
    }

    /// What kept this machine from trying an address, in words.
    private static func ownTrouble(_ failure: ConnectFailure) -> String? {
        switch failure.cause {
        case .other(let what): "connecting to \(failure.address): \(what)"
        case .refused, .reset, .timedOut, .unreachable, .noRoute, .crowded, .exhausted: nil
        }
    }
}
