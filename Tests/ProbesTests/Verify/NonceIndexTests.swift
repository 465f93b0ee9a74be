import NIOCore
import Probes
import TestSupport
import Testing

@Suite("Finding nonces")
struct NonceIndexTests {
    private func owner(_ index: NonceIndex, _ text: String, except own: String? = nil) -> String? {
        index.owner(in: ByteBuffer(string: text), except: own)
    }

    @Test("a nonce is found at the beginning, in the middle and at the end, whole only")
    func places() {
        let index = NonceIndex([("one", "abcdefgh"), ("two", "long-nonce-0001")])
        #expect(owner(index, "abcdefgh") == "one")
        #expect(owner(index, "{\"x\":\"abcdefgh\"}") == "one")
        #expect(owner(index, "xlong-nonce-0001") == "two")
        #expect(owner(index, "abcdefg") == nil)
        #expect(owner(index, "ong-nonce-0001") == nil)
        #expect(owner(index, "abcdefgabcdefg") == nil)
        #expect(owner(index, "") == nil)
        #expect(owner(NonceIndex(), "abcdefgh") == nil)
    }

    @Test("one's own nonces are passed over, the others behind them found")
    func own() {
        let index = NonceIndex([("one", "abcdefgh"), ("one", "stuvwxyz"), ("two", "long-nonce-0001")])
        #expect(owner(index, "abcdefgh stuvwxyz", except: "one") == nil)
        #expect(owner(index, "abcdefgh long-nonce-0001", except: "one") == "two")
        #expect(owner(index, "abcdefgh long-nonce-0001", except: "two") == "one")
    }

    @Test("nonces with the same end, and nonces inside each other, are told apart")
    func similar() {
        let index = NonceIndex([("one", "aaaa-12345678"), ("two", "bbbb-12345678"), ("three", "-12345678")])
        #expect(owner(index, "x bbbb-12345678", except: "three") == "two")
        #expect(owner(index, "x aaaa-12345678", except: "three") == "one")
        #expect(owner(index, "x cccc-12345678") == "three")
        #expect(owner(index, "x cccc-12345678", except: "three") == nil)
    }

    @Test("a thousand users: each is found, and nothing in noise", arguments: 0..<4)
    func many(seed: Int) {
        var random = Seeded(UInt64(seed))
        let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        func word(_ length: Int) -> String { String((0..<length).map { _ in letters[random.next(below: 32)] }) }
        let users = (0..<1_000).map { (label: "probe-\($0)", nonce: "q" + word(12)) }
        let index = NonceIndex(users)
        for _ in 0..<20 { #expect(owner(index, word(2_000)) == nil) }
        for (label, nonce) in users.prefix(50) {
            #expect(owner(index, word(random.next(below: 500)) + nonce + word(random.next(below: 500))) == label)
        }
    }
}
