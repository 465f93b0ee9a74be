import Configuration
import Logging
import NIOPosix
import TestSupport
import Testing

@testable import EventServer

@Suite("users.yaml", .timeLimit(.minutes(5)))
struct UsersFileTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let message: String
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ message: String) {
            (self.name, self.text, self.message) = (name, text, message)
        }
    }

    static let rows = [
        Row("empty", "", "users.yaml:1:1: the file is empty; want a mapping, as `key: value`"),
        Row("no users", "{}", "users.yaml:1:1: users is missing; give a list of { email, password }"),
        Row("no list", "users: ann", "users.yaml:1:1 users: found ann; want a list"),
        Row("another key", "users: []\nadmins: []", "users.yaml:2:1 admins: unknown key; want users"),
        Row("no mapping", "users: [ann]", "users.yaml:1:9 users[0]: found ann; want a mapping, as key: value"),
        Row("no email", "users: [{ password: x }]", "users.yaml:1:9 users[0]: email is missing; it has no default"),
        Row(
            "no password",
            "users: [{ email: ann@example.com }]",
            "users.yaml:1:9 users[0]: password is missing; give password or password_hash"
        ),
        Row(
            "no address",
            "users: [{ email: ann, password: x }]",
            "users.yaml:1:11 users[0].email: ann is not an email address"
        ),
        Row(
            "a space in the address",
            "users: [{ email: \"a b@c\", password: x }]",
            "users.yaml:1:11 users[0].email: \"a b@c\" is not an email address"
        ),
        Row(
            "a typing error",
            "users: [{ email: a@b, pasword: x }]",
            "users.yaml:1:9 users[0]: password is missing; give password or password_hash\n"
                + "users.yaml:1:23 users[0].pasword: unknown key; did you mean password?"
        ),
        Row(
            "password and hash",
            "users: [{ email: a@b, password: x, password_hash: y }]",
            "users.yaml:1:36 users[0].password_hash: cannot stand beside password; keep one of the two"
        ),
        Row(
            "an empty password",
            "users: [{ email: a@b, password: \"\" }]",
            "users.yaml:1:23 users[0].password: is empty; want text"
        ),
        Row(
            "a hash that is none, and is not shown",
            "users: [{ email: a@b, password_hash: \"5f4dcc3b5aa765d61d8327deb882cf99\" }]",
            "users.yaml:1:23 users[0].password_hash: is not a password hash; want $pbkdf2-sha256$i=ROUNDS$SALT$HASH"
        ),
        Row(
            "a cheap hash",
            "users: [{ email: a@b, password_hash: \"$pbkdf2-sha256$i=1$c2FsdHNhbHQ$"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\" }]",
            "users.yaml:1:23 users[0].password_hash: has a cost that is not 10000 to 10000000 rounds; "
                + "want $pbkdf2-sha256$i=600000$…"
        ),
        Row(
            "the same email twice",
            "users:\n  - { email: ann@example.com, password: x }\n  - { email: Ann@Example.com, password: y }",
            "users.yaml:3:5 users[1]: the email Ann@Example.com stands at users[0] already; emails are unique, in any case"
        ),
        Row(
            "permissions that are no list",
            "users: [{ email: a@b, password: x, permissions: read }]",
            "users.yaml:1:36 users[0].permissions: found read; want a list"
        ),
    ]

    @Test("each defect has its message", arguments: rows)
    func defects(row: Row) {
        let error = #expect(throws: ConfigurationError.self) {
            _ = try ConfigurationFile.load(text: row.text, named: "users.yaml", read: UsersFile.accounts)
        }
        #expect(error?.description == row.message)
    }

    @Test("all problems come at once")
    func everyProblem() {
        let text = "users:\n  - { email: a }\n  - { password: x }\n  - { email: b@c, password: y, x: 1 }"
        let error = #expect(throws: ConfigurationError.self) {
            _ = try ConfigurationFile.load(text: text, named: "users.yaml", read: UsersFile.accounts)
        }
        #expect(error?.problems.count == 4)
    }

    @Test("accounts with passwords, references to them, hashes and permissions")
    func good() throws {
        let hash = try PasswordHash(of: "two", rounds: 10_000)
        let text = """
            users:
              - { email: ann@example.com, password: one, permissions: [read, write] }
              - { email: bob@example.com, password_hash: "\(hash)" }
              - { email: cat@example.com, password: "${env:CAT}" }
            """
        let accounts = try ConfigurationFile.load(
            text: text,
            named: "users.yaml",
            environment: ["CAT": "three"],
            read: UsersFile.accounts
        )
        #expect(
            accounts == [
                Account(email: "ann@example.com", password: "one", permissions: ["read", "write"]),
                Account(user: User(email: "bob@example.com"), password: .hashed(hash)),
                Account(email: "cat@example.com", password: "three"),
            ]
        )
    }

    @Test("a hash is read as it was written, and matches its password alone")
    func hashes() throws {
        let hash = try PasswordHash(of: "pässword", rounds: 10_000)
        let read = try PasswordHash(hash.description)
        #expect(read == hash)
        #expect(try read.matches("pässword"))
        #expect(try !read.matches("password"))
        #expect(try PasswordHash(of: "pässword", rounds: 10_000) != hash)
        // As another implementation makes it: hashlib.pbkdf2_hmac of Python.
        let known = try PasswordHash(
            "$pbkdf2-sha256$i=10000$c2FsdHNhbHRzYWx0$irw2LcvKoyFaT1wGM3ZfZlLwlHckZivxRxMEadMQTps"
        )
        #expect(try known.matches("pässword"))
    }

    @Test(
        "a changed file is in force at the next login; a broken one leaves the old users in force, and health says so"
    )
    func reload() async throws {
        let folder = try TemporaryFolder()
        try folder.write("users.yaml", "users: [{ email: a@example.com, password: one }]")
        let path = folder.path + "/users.yaml"
        let clock = StandingClock(MultiThreadedEventLoopGroup.singleton.next())
        let directory = try UserDirectory(
            [],
            file: path,
            clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        func isKnown(_ email: String) -> Bool { directory.book.account(of: email) != nil }
        #expect(isKnown("A@example.com") && !isKnown("b@example.com"))
        try folder.write("users.yaml", "users: [{ email: b@example.com, password: two }]")
        directory.refresh()
        #expect(isKnown("a@example.com"), "it is looked at once a second")
        try await clock.advance(by: .seconds(1))
        directory.refresh()
        #expect(!isKnown("a@example.com") && isKnown("b@example.com") && directory.problem == nil)
        try folder.write("users.yaml", "users: [{ email: c@example.com }]")
        try await clock.advance(by: .seconds(1))
        directory.refresh()
        #expect(isKnown("b@example.com") && !isKnown("c@example.com") && directory.problem?.problems.count == 1)
        try folder.write("users.yaml", "users: [{ email: c@example.com, password: three }]")
        try await clock.advance(by: .seconds(1))
        directory.refresh()
        #expect(isKnown("c@example.com") && directory.problem == nil)
    }

    @Test("hashed passwords: wrong ones are refused, right ones let in, and the second time at once")
    func desk() async throws {
        let clock = StandingClock(MultiThreadedEventLoopGroup.singleton.next())
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        let hash = try PasswordHash(of: "right", rounds: 10_000)
        let user = User(email: "a@example.com")
        let directory = try UserDirectory(
            [Account(user: user, password: .hashed(hash))],
            file: nil,
            clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let desk = LoginDesk(directory, limit: Rate(count: 3, per: .seconds(3600)), threads: threads, clock: clock)
        #expect(await desk.check(email: "a@example.com", password: "wrong") == .wrong)
        #expect(await desk.check(email: "a@example.com", password: "right") == .user(user))
        #expect(await desk.check(email: "nobody@example.com", password: "right") == .wrong)
        try await threads.shutdownGracefully()
        // No thread is left that could compute a hash.
        #expect(await desk.check(email: "A@example.com", password: "right") == .user(user))
        #expect(await desk.check(email: "a@example.com", password: "wrong") == .busy)
    }
}
