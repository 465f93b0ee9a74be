import Synchronization

/// What people should know about the configuration, for the page.
final class NoteBoard: Sendable {
    private struct State {
        var inForce: [String] = []
        var refused: [String] = []
    }

    private let state = Mutex(State())

    var lines: [String] {
        state.withLock { state in
            guard !state.refused.isEmpty else { return state.inForce }
            return ["The configuration was refused, and the one before stays in force:"] + state.refused
                + state.inForce
        }
    }

    /// What is wrong with the file; nil where it is in force.
    var error: String? {
        state.withLock { $0.refused.isEmpty ? nil : $0.refused.joined(separator: "\n") }
    }

    /// What the configuration in force asks for and this version does not do, one a line.
    var inForce: [String] { state.withLock { $0.inForce } }

    /// What the configuration in force asks for and this version does not do.
    func replace(with lines: [String]) {
        state.withLock { $0 = State(inForce: lines) }
    }

    /// What is wrong with the one that was to take its place.
    func refuse(_ lines: [String]) {
        state.withLock { $0.refused = lines }
    }
}
