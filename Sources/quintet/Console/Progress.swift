import FoundationEssentials
import Glibc

/// Shows on a terminal that something goes on, once it has lasted a second; on standard error, and leaves nothing behind.
enum Progress {
    /// Back to the first column, and everything behind it away.
    private static let erase = "\r\u{1B}[K"

    /// Whether standard error is a terminal that can be written over.
    static let isShown = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

    /// What `body` gives; until then a line that says `text` of the seconds that have passed.
    static func during<Value: Sendable>(
        _ text: @escaping @Sendable (_ seconds: Int) -> String,
        _ body: @escaping @Sendable () async -> Value
    ) async -> Value {
        guard isShown else { return await body() }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                let start = ContinuousClock.now
                var isPainted = false
                // A cancelled sleep says that it is over.
                while (try? await Task.sleep(for: .seconds(1))) != nil {
                    Output.paint(erase + text(Int(start.duration(to: .now).components.seconds)))
                    isPainted = true
                }
                if isPainted { Output.paint(erase) }
            }
            let value = await body()
            group.cancelAll()
            await group.waitForAll()
            return value
        }
    }
}
