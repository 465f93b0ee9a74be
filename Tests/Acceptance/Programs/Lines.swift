import Testing

/// The lines that a program prints, read one after the other by one test.
final class Lines {
    /// What has been read so far, for the failure's text.
    private(set) var read: [String] = []
    private var iterator: AsyncStream<String>.Iterator

    init(_ stream: AsyncStream<String>) {
        iterator = stream.makeAsyncIterator()
    }

    /// The next line; nil once the program has ended.
    func next() async -> String? {
        guard let line = await iterator.next(isolation: #isolation) else { return nil }
        read.append(line)
        return line
    }

    /// The next line that `isWanted`; those before it are passed over.
    ///
    /// - Throws: ``Missing`` when the program ends, or the test's time does, before such a line came.
    func first(where isWanted: (String) -> Bool) async throws -> String {
        while let line = await next() {
            if isWanted(line) { return line }
        }
        throw Missing(read: read)
    }

    /// The next line that contains all of `words`.
    func first(with words: String...) async throws -> String {
        try await first { line in words.allSatisfy { line.contains($0) } }
    }

    /// The next line that tells of a run of `golden-path`.
    ///
    /// - Parameter isWell: whether the run has to be complete and in order. One that a slow machine makes late, or has its
    ///   events come in a burst, is.
    func run(isWell: Bool = true) async throws -> String {
        let line = try await first(with: "golden-path on local")
        let isPassed = line.contains("golden-path on local as probe-1: pass in ")
        #expect(!isWell || isPassed || line.contains("golden-path on local as probe-1: degraded "), "\(line)")
        return line
    }

    /// Everything until the program ends.
    func rest() async -> [String] {
        var lines: [String] = []
        while let line = await next() { lines.append(line) }
        return lines
    }

    /// The line that was waited for never came.
    struct Missing: Error, CustomStringConvertible {
        let read: [String]
        var description: String { "the line never came; what came:\n" + read.joined(separator: "\n") }
    }
}
