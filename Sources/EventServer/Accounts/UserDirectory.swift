import Configuration
import Logging
import Synchronization
import Transport

/// Who may log in: accounts given at start, and those of a file that is read again when it changes.
///
/// There is no watcher: the file is looked at when somebody logs in, at most once a second, so an idle server wakes
/// for nothing and a change is in force when it first matters. A file with problems changes nothing.
final class UserDirectory: Sendable {
    private struct State {
        var book: AccountBook
        var mark: FileMark?
        var looked: Instant
        var problem: ConfigurationError?
    }

    private static let interval = Duration.seconds(1)

    private let fixed: [Account]
    private let path: String?
    private let clock: any ServerClock
    private let logger: Logger
    private let state: Mutex<State>

    init(
        _ accounts: [Account],
        file path: String?,
        clock: any ServerClock,
        logger: Logger
    ) throws(ConfigurationError) {
        fixed = accounts
        self.path = path
        self.clock = clock
        self.logger = logger
        // Marked before it is read: a change in between is seen as one.
        let mark = path.flatMap(FileMark.init)
        var all = accounts
        if let path { all += try UsersFile.load(path) }
        state = Mutex(State(book: AccountBook(all), mark: mark, looked: clock.now))
    }

    /// The accounts in force, as they were at the last look.
    var book: AccountBook { state.withLock { $0.book } }

    /// Why the file as it is now is not in force.
    var problem: ConfigurationError? { state.withLock { $0.problem } }

    /// Whether it is time to look at the file again.
    var isDue: Bool {
        path != nil && state.withLock { $0.looked.duration(to: clock.now) >= Self.interval }
    }

    /// Looks at the file when it is due, and reads it when it changed. Blocks: never on an event loop.
    func refresh() {
        guard let path, isDue else { return }
        let mark = FileMark(path)
        let isNew = state.withLock { state in
            state.looked = clock.now
            defer { state.mark = mark }
            return state.mark != mark
        }
        guard isNew else { return }
        do throws(ConfigurationError) {
            let book = AccountBook(fixed + (try UsersFile.load(path)))
            state.withLock { ($0.book, $0.problem) = (book, nil) }
            logger.notice("users read again", metadata: ["file": "\(path)", "users": "\(book.count)"])
        } catch {
            state.withLock { $0.problem = error }
            logger.error("users not read again; the old ones stay in force", metadata: ["problems": "\(error)"])
        }
    }
}
