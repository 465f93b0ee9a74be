import Configuration
import Crypto
import NIOPosix
import Synchronization
import Transport

/// Checks emails and passwords.
///
/// Hashes are computed on a thread of their own, one at a time, and no more than ``queue`` wait for it. A password
/// that was right once is remembered as a keyed digest, in memory: probes log in again and again, and a hash made
/// to cost a tenth of a second would cost it every time.
final class LoginDesk: Sendable {
    enum Outcome: Sendable, Equatable {
        case user(User)
        case wrong
        case tooMany(wait: Duration)
        /// Too many are waiting for the thread.
        case busy
    }

    private struct State {
        var failures: FailedLogins
        var waiting = 0
        /// The digest of the right password, by the text of its hash.
        var known: [String: [UInt8]] = [:]
    }

    /// How many may wait.
    static let queue = 64

    private let directory: UserDirectory
    private let threads: NIOThreadPool
    private let clock: any ServerClock
    private let digestKey = SymmetricKey(size: .bits256)
    private let state: Mutex<State>

    init(_ directory: UserDirectory, limit: Rate, threads: NIOThreadPool, clock: any ServerClock) {
        self.directory = directory
        self.threads = threads
        self.clock = clock
        state = Mutex(State(failures: FailedLogins(limit: limit)))
    }

    /// Whether `email` and `password` belong together.
    func check(email: String, password: String) async -> Outcome {
        if !directory.isDue, let outcome = atOnce(email, password) { return outcome }
        let isFull = state.withLock { state in
            guard state.waiting < Self.queue else { return true }
            state.waiting += 1
            return false
        }
        guard !isFull else { return .busy }
        defer { state.withLock { $0.waiting -= 1 } }
        do {
            return try await threads.runIfActive { [self] in
                directory.refresh()
                return try atOnce(email, password) ?? slowly(email, password)
            }
        } catch {
            // The pool ends with the server, and a hash fails only for want of memory.
            return .busy
        }
    }

    /// What can be said without computing a hash; nil when one is needed.
    private func atOnce(_ email: String, _ password: String) -> Outcome? {
        let book = directory.book
        let account = book.account(of: email)
        let key = FailedLogins.key(of: email, isKnown: account != nil)
        if let wait = state.withLock({ $0.failures.wait(for: key, at: clock.now) }) { return .tooMany(wait: wait) }
        guard let account else {
            return book.highestCost == nil ? settled(nil, key) : nil
        }
        switch account.password {
        case .plain(let secret):
            return settled(ConstantTime.equal(secret.reveal(), password) ? account.user : nil, key)
        case .hashed(let hash):
            let known = state.withLock { $0.known[hash.description] }
            return known == digest(password, hash) ? settled(account.user, key) : nil
        }
    }

    private func slowly(_ email: String, _ password: String) throws -> Outcome {
        let book = directory.book
        let account = book.account(of: email)
        let key = FailedLogins.key(of: email, isKnown: account != nil)
        guard let account, case .hashed(let hash) = account.password else {
            // An email that nobody has takes as long as a wrong password, or the time would tell which exist.
            if let cost = book.highestCost { _ = try PasswordHash(of: password, rounds: cost) }
            return settled(nil, key)
        }
        guard try hash.matches(password) else { return settled(nil, key) }
        let digest = digest(password, hash)
        state.withLock { state in
            // One row an account; a file that was read again leaves rows of old hashes behind.
            if state.known.count > book.count { state.known.removeAll() }
            state.known[hash.description] = digest
        }
        return settled(account.user, key)
    }

    private func settled(_ user: User?, _ key: String) -> Outcome {
        state.withLock { state in
            guard let user else {
                state.failures.failed(key, at: clock.now)
                return .wrong
            }
            state.failures.succeeded(key)
            return .user(user)
        }
    }

    private func digest(_ password: String, _ hash: PasswordHash) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array("\(hash.description)\n\(password)".utf8), using: digestKey))
    }
}
