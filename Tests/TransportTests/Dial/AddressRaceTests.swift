import Glibc
import NIOCore
import Testing

@testable import Transport

@Suite("Happy eyeballs")
struct AddressRaceTests {
    private let start = Instant.now
    private let four = ["192.0.2.1", "192.0.2.2"].compactMap { NumericHost.address($0, port: 80) }
    private let six = ["2001:db8::1", "2001:db8::2"].compactMap { NumericHost.address($0, port: 80) }

    @Test("known addresses take turns, IPv6 first, 250 ms apart")
    func turns() {
        var race = AddressRace(four + six)
        var order: [SocketAddress] = []
        var now = start
        while order.count < 4 {
            switch race.next(at: now) {
            case .connect(let address): order.append(address)
            case .wait(let until):
                #expect(until == now + .milliseconds(250))
                now = until ?? now
            case .lost: return #expect(Bool(false), "lost")
            }
        }
        #expect(order == [six[0], four[0], six[1], four[1]])
        #expect(now == start + .milliseconds(750))
        #expect(race.next(at: now) == .wait(until: nil))
        #expect(race.began == start)
    }

    @Test("the next attempt does not wait for one that failed")
    func failing() {
        var race = AddressRace(four)
        #expect(race.next(at: start) == .connect(four[0]))
        race.failed(ConnectFailure("a", .refused), at: start + .milliseconds(1))
        #expect(race.next(at: start + .milliseconds(1)) == .connect(four[1]))
        race.failed(ConnectFailure("b", .timedOut), at: start + .milliseconds(2))
        #expect(race.next(at: start + .milliseconds(2)) == .lost)
        #expect(race.failures == [ConnectFailure("a", .refused), ConnectFailure("b", .timedOut)])
    }

    @Test("an IPv4 answer waits 50 ms for IPv6, which starts at once")
    func resolutionDelay() {
        var race = AddressRace(awaiting: [.v6, .v4])
        #expect(race.next(at: start) == .wait(until: nil))
        race.answered(.v4, .success(four), at: start)
        #expect(race.next(at: start) == .wait(until: start + .milliseconds(50)))
        var late = race
        race.answered(.v6, .success(six), at: start + .milliseconds(30))
        #expect(race.next(at: start + .milliseconds(30)) == .connect(six[0]))
        #expect(late.next(at: start + .milliseconds(50)) == .connect(four[0]))
        // The answer that comes later has its turn 250 ms after the first attempt.
        late.answered(.v6, .success(six), at: start + .milliseconds(60))
        #expect(late.next(at: start + .milliseconds(60)) == .wait(until: start + .milliseconds(300)))
        #expect(late.next(at: start + .milliseconds(300)) == .connect(six[0]))
    }

    @Test("IPv6 alone is not waited for where it has no address")
    func noSix() {
        var race = AddressRace(awaiting: [.v6, .v4])
        race.answered(.v6, .failure(.noAddress("a")), at: start)
        #expect(race.next(at: start) == .wait(until: nil))
        race.answered(.v4, .success(four), at: start)
        #expect(race.next(at: start) == .connect(four[0]))
    }

    @Test("when all known addresses failed, the other family is waited for, and not for ever")
    func lateAnswer() {
        var race = AddressRace(awaiting: [.v6, .v4])
        race.answered(.v4, .success([four[0]]), at: start)
        #expect(race.next(at: start + .milliseconds(50)) == .connect(four[0]))
        race.failed(ConnectFailure("a", .refused), at: start + .seconds(1))
        #expect(race.next(at: start + .seconds(1)) == .wait(until: start + .seconds(4)))
        var silent = race
        race.answered(.v6, .success(six), at: start + .seconds(2))
        #expect(race.next(at: start + .seconds(2)) == .connect(six[0]))
        #expect(silent.next(at: start + .seconds(4)) == .lost)
    }

    @Test("a name without addresses is lost, and why is kept")
    func names() {
        var race = AddressRace(awaiting: [.v4])
        race.answered(.v4, .failure(.notFound("a")), at: start)
        race.answered(.v4, .success(four), at: start)
        #expect(race.next(at: start) == .lost)
        #expect(race.nameErrors == [.notFound("a")])
        #expect(race.began == nil)
    }

    @Test("what a lost race says as a whole", arguments: Self.losses)
    func loss(causes: [ConnectCause], expected: DialError) {
        let failures = causes.enumerated().map { ConnectFailure("\($0)", $1) }
        #expect(RaceLoss.error(names: [.notFound("n")], failures: failures, after: .seconds(2)) == expected)
    }

    static let losses: [([ConnectCause], DialError)] = [
        ([], .name(.notFound("n"))),
        ([.refused, .refused], .refused(["0", "1"])),
        ([.refused, .timedOut], .connectTimedOut(after: .seconds(2), refused: ["0"])),
        ([.noRoute, .refused], .refused(["1"])),
        ([.noRoute, .timedOut], .connectTimedOut(after: .seconds(2), refused: [])),
        ([.noRoute, .noRoute], .noRoute("0, 1")),
        ([.unreachable, .refused], .hostUnreachable("0")),
        ([.noRoute, .unreachable], .hostUnreachable("1")),
        ([.refused, .exhausted("too many open files")], .noDescriptors),
        ([.refused, .exhausted("no local port is left"), .timedOut], .noDescriptors),
        ([.other("permission denied"), .noRoute], .local("connecting to 0: permission denied")),
        ([.refused, .other("permission denied")], .local("connecting to 1: permission denied")),
        ([.timedOut, .unreachable, .other("permission denied")], .local("connecting to 2: permission denied")),
        ([.crowded, .refused], .queueFull("0")),
    ]

    @Test("what the system's error numbers mean, over each kind of socket", arguments: Self.numbers)
    func causes(codes: [CInt], families: [AddressFamily?], expected: DialError) {
        for code in codes {
            for family in families {
                let failure = ConnectFailure("a", ConnectCause(errno: code, family: family))
                let error = RaceLoss.error(names: [], failures: [failure], after: .seconds(2))
                #expect(error == expected, "\(code) over \(family.map { "\($0)" } ?? "a local socket")")
            }
        }
    }

    private static let every: [AddressFamily?] = [.v4, .v6, nil]
    static let numbers: [([CInt], [AddressFamily?], DialError)] = [
        ([ECONNREFUSED, ECONNRESET, ENOENT], every, .refused(["a"])),
        ([ETIMEDOUT], every, .connectTimedOut(after: .seconds(2), refused: [])),
        ([EHOSTUNREACH, EHOSTDOWN], every, .hostUnreachable("a")),
        ([ENETUNREACH, ENETDOWN, EAFNOSUPPORT, EINVAL], every, .noRoute("a")),
        ([EMFILE, ENFILE, ENOBUFS, ENOMEM], every, .noDescriptors),
        ([EADDRNOTAVAIL, EAGAIN], [.v4], .noDescriptors),
        ([EADDRNOTAVAIL], [.v6], .noRoute("a")),
        ([EAGAIN], [.v6], .noDescriptors),
        ([EAGAIN], [nil], .queueFull("a")),
        ([EACCES], every, .local("connecting to a: permission denied")),
        ([EPERM], every, .local("connecting to a: operation not permitted")),
    ]
}
