import UnixSignals

/// Work that ends early, and in order, when the program is told to stop.
enum Interruptible {
    /// What `body` gives; SIGINT and SIGTERM cancel it, and it may still finish what it has to say.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return await withTaskGroup(of: Value?.self) { group in
            group.addTask { await body() }
            group.addTask {
                // Its end is the first signal, or that the work is done.
                for await _ in signals { break }
                return nil
            }
            var value: Value?
            while let next = await group.next() {
                if let next { value = next }
                group.cancelAll()
                if value != nil { break }
            }
            guard let value else { preconditionFailure("the work ended without its value") }
            return value
        }
    }
}
