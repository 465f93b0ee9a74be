import Results
import Testing

@Suite("Ids")
struct ULIDTests {
    /// Always the same numbers.
    private struct Fixed: RandomNumberGenerator {
        var numbers: [UInt64]
        mutating func next() -> UInt64 { numbers.isEmpty ? 0 : numbers.removeFirst() }
    }

    @Test("time and chance are written in Crockford's digits")
    func spelling() {
        var zeros = Fixed(numbers: [])
        #expect(ULID(at: WallTime(milliseconds: 0), using: &zeros).description == "00000000000000000000000000")
        var ones = Fixed(numbers: [.max, .max])
        #expect(
            ULID(at: WallTime(milliseconds: 0xFFFF_FFFF_FFFF), using: &ones).description == "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"
        )
        var some = Fixed(numbers: [1, 0])
        #expect(
            ULID(at: WallTime(milliseconds: 1_469_922_850_259), using: &some).description
                == "01ARZ3NDEK0000000000002000"
        )
    }

    @Test("ids sort by time, and are not the same twice")
    func order() {
        let ids = (0..<1_000).map { ULID(at: WallTime(milliseconds: 1_769_860_800_000 + Int64($0))).description }
        #expect(ids == ids.sorted())
        #expect(Set((0..<1_000).map { _ in ULID(at: WallTime(milliseconds: 7)) }).count == 1_000)
    }

    @Test("only 26 of the digits, at most 7ZZ…, are an id")
    func reading() {
        #expect(ULID("01JD8Z6T0N6E0X2M8W3J5Q7R9S")?.description == "01JD8Z6T0N6E0X2M8W3J5Q7R9S")
        for wrong in [
            "", "01JD8Z6T0N6E0X2M8W3J5Q7R9", "81JD8Z6T0N6E0X2M8W3J5Q7R9S", "01jd8z6t0n6e0x2m8w3j5q7r9s",
            "01JD8Z6T0N6E0X2M8W3J5Q7R9U", "01JD8Z6T0N6E0X2M8W3J5Q7R9Sx",
        ] {
            #expect(ULID(wrong) == nil, "\(wrong)")
        }
    }
}
