import Transport

/// What all the faults that strike an event do to it together.
struct FaultEffect: Sendable, Equatable {
    var isDropped = false
    var delay: Duration?
    var close: CloseCode?
    var leaks = false

    static let none = FaultEffect()

    mutating func add(_ action: FaultAction) {
        switch action {
        case .drop: isDropped = true
        case .delay(let duration): delay = (delay ?? .zero) + duration
        case .close(let code): close = close ?? code
        case .leak: leaks = true
        }
    }
}

/// What a fault's conditions look at.
struct RunFacts: Sendable, Equatable {
    let email: String
    /// How many runs each rule that is in force has seen, this one included, by the rule's number.
    let ordinals: [Int: Int]
}
