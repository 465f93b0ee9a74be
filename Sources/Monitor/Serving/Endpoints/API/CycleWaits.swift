import Results
import Synchronization

/// Those who wait for the end of a cycle that they asked for: until it is decided, and in the history.
final class CycleWaits: Sendable {
    /// A wait that has begun.
    struct Ticket: Sendable {
        let number: Int
        /// Given the results that decided the cycle; finished without any where it comes to nothing.
        let results: AsyncStream<[ProbeResult]>
    }

    private struct Wait {
        let probe: String
        let feed: AsyncStream<[ProbeResult]>.Continuation
        /// Nil until it is known which cycle is meant.
        var cycle: ULID?
        var decided: [ULID: [ProbeResult]] = [:]
        var committed: Set<ULID> = []

        var outcome: [ProbeResult]? {
            guard let cycle, let results = decided[cycle], results.allSatisfy({ committed.contains($0.id) }) else {
                return nil
            }
            return results
        }
    }

    private struct State {
        var waits: [Int: Wait] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    /// Begins to listen, before the run is asked for: it may be over before its cycle is known.
    func begin(_ probe: String) -> Ticket {
        let (results, feed) = AsyncStream.makeStream(of: [ProbeResult].self, bufferingPolicy: .bufferingNewest(1))
        return state.withLock { state in
            state.count += 1
            state.waits[state.count] = Wait(probe: probe, feed: feed)
            return Ticket(number: state.count, results: results)
        }
    }

    /// It is this cycle that is waited for.
    func wait(_ ticket: Ticket, for cycle: ULID) {
        change { number, wait in if number == ticket.number { wait.cycle = cycle } }
    }

    /// Nobody waits any more.
    func end(_ ticket: Ticket) {
        state.withLock { $0.waits.removeValue(forKey: ticket.number) }?.feed.finish()
    }

    /// An attempt has ended.
    func take(_ attempt: CycleAttempt) {
        guard attempt.isDecisive, let first = attempt.results.first else { return }
        change { _, wait in if wait.probe == first.probe { wait.decided[first.cycle] = attempt.results } }
    }

    /// A result is in the history.
    func committed(_ result: ProbeResult) {
        change { _, wait in if wait.probe == result.probe { wait.committed.insert(result.id) } }
    }

    /// Ends all waits: nothing more will happen.
    func close() {
        let waits = state.withLock { state in
            defer { state.waits = [:] }
            return Array(state.waits.values)
        }
        for wait in waits { wait.feed.finish() }
    }

    private func change(_ body: (_ number: Int, _ wait: inout Wait) -> Void) {
        state.withLock { state in
            for number in Array(state.waits.keys) {
                guard var wait = state.waits[number] else { continue }
                body(number, &wait)
                state.waits[number] = wait
                guard let results = wait.outcome else { continue }
                wait.feed.yield(results)
                wait.feed.finish()
                state.waits[number] = nil
            }
        }
    }
}
