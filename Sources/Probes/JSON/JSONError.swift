/// Why bytes are no JSON (RFC 8259), and where.
public struct JSONError: Error, Sendable, Equatable {
    /// What is wrong at the place.
    public enum Problem: Sendable, Equatable {
        /// The text ends where more has to come.
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpectedByte(UInt8)
        /// A character below U+0020 inside a string (§7).
        case controlCharacter(UInt8)
        /// A backslash followed by none of `"\/bfnrtu`, or `\u` without four hexadecimal digits (§7).
        case escape
        /// Leading zeros, a point or an exponent without digits (§6).
        case number
        /// Bytes that are not UTF-8 (§8.1).
        case notUTF8
        /// More levels of objects and arrays than are followed (§9).
        case tooDeep(limit: Int)
        /// Something after the end of the value.
        case trailing
    }

    /// What is wrong.
    public let problem: Problem
    /// How many bytes precede the place.
    public let offset: Int

    /// A problem after `offset` bytes.
    public init(_ problem: Problem, at offset: Int) {
        self.problem = problem
        self.offset = offset
    }
}

extension JSONError: CustomStringConvertible {
    /// `not JSON: an unexpected character } at byte 17`
    public var description: String { "not JSON: \(problem) at byte \(offset)" }
}

extension JSONError.Problem: CustomStringConvertible {
    /// What is wrong, as a part of a sentence.
    public var description: String {
        switch self {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte): "an unexpected \(Self.shown(byte))"
        case .controlCharacter(let byte): "a raw \(Self.shown(byte)) inside a string"
        case .escape: "an escape that JSON does not know"
        case .number: "a number that JSON does not know"
        case .notUTF8: "bytes that are not UTF-8"
        case .tooDeep(let limit): "more than \(limit) levels"
        case .trailing: "something after the end of the value"
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        (0x21...0x7E).contains(byte)
            ? "character \(Unicode.Scalar(byte))" : "byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
