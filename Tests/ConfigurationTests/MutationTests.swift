import Configuration
import TestSupport
import Testing

@Suite("Mutated files")
struct MutationTests {
    /// What is put into a good file: the characters that mean something in YAML, and some that must not be there.
    private static let splinters: [[UInt8]] =
        [
            "\n", " ", "\t", ":", ": ", "- ", "[", "]", "{", "}", "\"", "'", "#", "&a ", "*a", "!", "|\n", ">", "%",
            "@", "`",
        ]
        .map { Array($0.utf8) }
        + ["? ", "<<: ", "---\n", "...\n", "${", "${env:", "}", "$${", "~", "\r", "\r\n", "\u{FEFF}", "\u{2028}", "ä"]
        .map { Array($0.utf8) }
        + ["name: x\n", "every: 1s", "\\", "\"\\U0010FFFD\"", "\u{F0000}"].map { Array($0.utf8) }
        + [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80]]

    private func mutated(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.next(below: 4) {
            let start = random.next(below: bytes.count + 1)
            let end = min(bytes.count, start + random.next(below: 12))
            let splinter = Self.splinters[random.next(below: Self.splinters.count)]
            switch random.next(below: 5) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.replaceSubrange(start..<end, with: splinter)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: random.next(below: bytes.count + 1))
            case 3: bytes.removeSubrange(start...)
            default: bytes.insert(contentsOf: splinter, at: start)
            }
            if bytes.isEmpty { break }
        }
        return bytes
    }

    /// The lines as an editor counts them: LF, whatever stands before it.
    private func lengths(of bytes: [UInt8]) -> [Int] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self).unicodeScalars.count }
    }

    @Test("no mutation of a good file crashes, and every problem has a place inside the file", arguments: 0..<8)
    func mutations(seed: Int) {
        var random = Seeded(UInt64(seed))
        var broken = 0
        for _ in 0..<400 {
            let bytes = mutated(Array(Sample.text.utf8), &random)
            let lines = lengths(of: bytes)
            do {
                _ = try ConfigurationFile.load(bytes: bytes, named: "n.yaml", read: Sample.init)
            } catch {
                broken += 1
                for problem in error.problems {
                    let place = problem.place
                    let inside =
                        lines.indices.contains(place.line - 1)
                        && (1...(lines[place.line - 1] + 1)).contains(place.column)
                    #expect(inside, "\(problem) in \(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
        // Without an environment the good file itself has two problems, so nearly every mutation does.
        #expect(broken > 300)
    }
}
