import Configuration
import TestSupport
import Testing

@Suite("Sizes as text")
struct ByteSizeTextTests {
    @Test(
        "what people write is read exactly",
        arguments: [
            ("256KiB", 262_144), ("5MiB", 5_242_880), ("1GB", 1_000_000_000), ("4096", 4_096), ("4096B", 4_096),
            ("0", 0), ("1GiB", 1_073_741_824), ("2TiB", 2_199_023_255_552), ("3kB", 3_000), ("3KB", 3_000),
            ("3MB", 3_000_000), ("4TB", 4_000_000_000_000),
        ]
    )
    func reads(text: String, bytes: Int) throws {
        #expect(try ByteSizeText.parse(text) == bytes)
    }

    @Test(
        "what is no size is refused with its reason",
        arguments: [
            ("", ByteSizeText.Refusal.empty), ("MiB", .notAWholeNumber), ("1.5MiB", .notAWholeNumber),
            ("-1", .notAWholeNumber), ("5 MiB", .unknownUnit), ("5mib", .unknownUnit), ("5M", .unknownUnit),
            ("1_000", .unknownUnit), ("99999999999999999999", .tooLarge), ("9223372036854775807KiB", .tooLarge),
            ("٣", .notAWholeNumber),
        ]
    )
    func refuses(text: String, refusal: ByteSizeText.Refusal) {
        #expect(throws: refusal) { try ByteSizeText.parse(text) }
    }

    @Test(
        "sizes are written in the largest unit that says them exactly",
        arguments: [
            (0, "0B"), (1, "1B"), (1_023, "1023B"), (1_024, "1KiB"), (1_000, "1KB"), (5 << 20, "5MiB"),
            (1_000_000, "1MB"), (1_536, "1536B"), (1 << 40, "1TiB"), (1_000_000_000, "1GB"),
        ]
    )
    func writes(bytes: Int, text: String) {
        #expect(ByteSizeText.format(bytes) == text)
    }

    @Test("every size that is written is read again as the same")
    func roundTrip() throws {
        var random = Seeded(2)
        let scales = [1, 1_000, 1_024, 1_000_000, 1 << 20, 1_000_000_000, 1 << 30]
        for _ in 0..<20_000 {
            let bytes = random.next(below: 100_000) * scales[random.next(below: scales.count)]
            #expect(try ByteSizeText.parse(ByteSizeText.format(bytes)) == bytes)
        }
    }
}
