/// Sizes as people write them: `256KiB`, `5MiB` (powers of 1,024), `1GB` (powers of 1,000), `4096`, `4096B`.
public enum ByteSizeText {
    /// Why a text is no size; reads on after the text itself.
    public enum Refusal: Error, Equatable {
        /// No text at all.
        case empty
        /// No digits at the beginning, or a fraction.
        case notAWholeNumber
        /// A unit other than B, KiB, MiB, GiB, TiB, kB, KB, MB, GB and TB.
        case unknownUnit
        /// More than `Int.max` bytes.
        case tooLarge
    }

    /// The number of bytes that `text` says.
    public static func parse(_ text: String) throws(Refusal) -> Int {
        guard !text.isEmpty else { throw .empty }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text[digits.endIndex...]
        guard !digits.isEmpty, unit.first != "." else { throw .notAWholeNumber }
        guard let factor = units.first(where: { $0.name == unit })?.bytes ?? (unit.isEmpty ? 1 : nil) else {
            throw .unknownUnit
        }
        guard let count = Int(digits) else { throw .tooLarge }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
        guard !overflow else { throw .tooLarge }
        return bytes
    }

    /// `bytes` in the shape that `parse` reads, in the largest unit that says it exactly; powers of 1,024 first.
    public static func format(_ bytes: Int) -> String {
        guard bytes > 0, let unit = units.first(where: { bytes.isMultiple(of: $0.bytes) }) else { return "\(bytes)B" }
        return "\(bytes / unit.bytes)\(unit.name)"
    }

    private static let units: [(name: String, bytes: Int)] = [
        ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("kB", 1_000),
        ("B", 1),
    ]
}

extension ByteSizeText.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right, as the rest of a sentence that begins with the text.
    public var description: String {
        switch self {
        case .empty: "is empty; \(Self.wanted)"
        case .notAWholeNumber: "does not begin with a whole number; \(Self.wanted)"
        case .unknownUnit: "has an unknown unit; \(Self.wanted)"
        case .tooLarge: "is larger than this machine can count; \(Self.wanted)"
        }
    }

    private static let wanted = "want a size like 4096, 256KiB, 5MiB or 1GB"
}
