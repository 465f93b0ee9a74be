import ArgumentParser
import Glibc

/// How many files the process may have open: a socket each, and the usual 1,024 are soon gone.
enum DescriptorLimit {
    /// Lets the process have as many as the system allows it, and makes sure that they are enough for it to work at all:
    /// an event loop that gets none when it starts ends the process without a word to its user.
    ///
    /// - Parameters:
    ///   - command: what is to be started, as its user calls it.
    ///   - count: what it opens at its start and for one connection.
    /// - Returns: how many it may have open in all.
    @discardableResult
    static func raise(for command: String, needing count: Int) throws -> Int {
        let limit = raised()
        let spare = spare(of: limit, upTo: count)
        guard spare < count else { return limit }
        Output.error(
            "\(command): only \(spare) more files can be opened and \(count) are needed at least: the limit of open "
                + "files is \(limit); raise it with ulimit -n 1024, or LimitNOFILE=1024 where systemd starts it"
        )
        throw ExitCode.inconclusive
    }

    private static func raised() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return 0 }
        let before = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        // Where it is refused, the old limit stays, and the process works with it.
        if setrlimit(resource, &limit) != 0 { limit.rlim_cur = before }
        return Int(clamping: limit.rlim_cur)
    }

    /// How many can be opened besides those that are open, whoever opened them. They are counted and not tried: the
    /// runtime's own threads may need one meanwhile.
    private static func spare(of limit: Int, upTo count: Int) -> Int {
        var spare = 0
        for descriptor in 0..<CInt(clamping: limit) where fcntl(descriptor, F_GETFD) < 0 {
            spare += 1
            if spare == count { break }
        }
        return spare
    }
}
