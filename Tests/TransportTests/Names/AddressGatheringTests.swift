import NIOCore
import Testing

@testable import Transport

@Suite("Gathering addresses")
struct AddressGatheringTests {
    private let start = Instant.now
    private let four = ["192.0.2.1", "192.0.2.2"].compactMap { NumericHost.address($0, port: 80) }
    private let six = ["2001:db8::1"].compactMap { NumericHost.address($0, port: 80) }

    @Test("known addresses are given out at once, the families taking turns")
    func known() {
        var gathering = AddressGathering(four + six)
        #expect(gathering.next(at: start) == .connect([six[0], four[0], four[1]]))
        gathering.failed(at: start)
        #expect(gathering.next(at: start) == .exhausted(nil))
    }

    @Test("the first answer waits 50 ms for the other")
    func waits() {
        var gathering = AddressGathering(awaiting: [.v6, .v4])
        #expect(gathering.next(at: start) == .wait(until: nil))
        gathering.answered(.v4, .success(four), at: start)
        #expect(gathering.next(at: start) == .wait(until: start + .milliseconds(50)))
        gathering.answered(.v6, .success(six), at: start + .milliseconds(20))
        #expect(gathering.next(at: start + .milliseconds(20)) == .connect([six[0], four[0], four[1]]))
    }

    @Test("what comes late is tried when the first list failed, and waited for three seconds")
    func late() {
        var gathering = AddressGathering(awaiting: [.v6, .v4])
        gathering.answered(.v4, .success(four), at: start)
        #expect(gathering.next(at: start + .milliseconds(50)) == .connect(four))
        gathering.failed(at: start + .seconds(1))
        #expect(gathering.next(at: start + .seconds(1)) == .wait(until: start + .seconds(4)))
        var other = gathering
        gathering.answered(.v6, .success(six), at: start + .seconds(2))
        #expect(gathering.next(at: start + .seconds(2)) == .connect(six))
        #expect(other.next(at: start + .seconds(4)) == .exhausted(nil))
        other.answered(.v6, .failure(.notFound("a")), at: start + .seconds(5))
        #expect(other.next(at: start + .seconds(5)) == .exhausted(nil))
    }

    @Test("a name without addresses has an error")
    func nothing() {
        var gathering = AddressGathering(awaiting: [.v6, .v4])
        gathering.answered(.v6, .failure(.noAddress("a")), at: start)
        #expect(gathering.next(at: start) == .wait(until: nil))
        gathering.answered(.v4, .failure(.notFound("a")), at: start)
        #expect(gathering.next(at: start) == .exhausted(.notFound("a")))
    }
}
