public import NIOCore

/// A JSON value (RFC 8259).
///
/// ```swift
/// let answer = try JSONValue(parsing: body)
/// let token = answer["access_token"]?.string
/// ```
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The value that `bytes` write: exactly one, in UTF-8, at most 128 levels deep.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        self = try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
            try JSONValue(parsing: UnsafeRawBufferPointer(bytes))
        }
    }

    /// The value that `bytes` write: exactly one, in UTF-8, at most 128 levels deep.
    public init(parsing bytes: ByteBuffer) throws(JSONError) {
        self = try bytes.withRawBytes { raw throws(JSONError) in try JSONValue(parsing: raw) }
    }

    /// The value that `text` writes: exactly one, at most 128 levels deep.
    public init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }

    init(parsing bytes: UnsafeRawBufferPointer) throws(JSONError) {
        guard bytes.count <= JSONScanner.longest else { throw JSONError(.trailing, at: JSONScanner.longest) }
        var scanner = JSONScanner(bytes)
        self = try JSONValue(reading: &scanner)
        try scanner.expectEnd()
    }

    /// The value of the member `name`; nil where there is none or this is no object.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    /// The text of a string; nil for anything else.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A number that is written as a whole one and fits; nil for anything else.
    public var int: Int? {
        guard case .number(let number) = self else { return nil }
        return number.int
    }

    /// Whether this is `null`.
    public var isNull: Bool { self == .null }
}

/// How a value is built; objects and arrays inside each other go on the stack, at most 128 deep.
extension JSONValue {
    init(reading scanner: inout JSONScanner) throws(JSONError) {
        switch scanner.peek() {
        case UInt8(ascii: "{"): self = .object(try Self.object(&scanner))
        case UInt8(ascii: "["): self = .array(try Self.array(&scanner))
        default: self = try Self.scalar(try scanner.value(), in: scanner.bytes)
        }
    }

    private static func object(_ scanner: inout JSONScanner) throws(JSONError) -> JSONObject {
        var object = JSONObject()
        var isFirst = true
        try scanner.open(UInt8(ascii: "{"))
        while try scanner.next(before: UInt8(ascii: "}"), isFirst: &isFirst) {
            let name = try text(try scanner.key(), in: scanner.bytes)
            object.append(name, try JSONValue(reading: &scanner))
        }
        return object
    }

    private static func array(_ scanner: inout JSONScanner) throws(JSONError) -> [JSONValue] {
        var items: [JSONValue] = []
        var isFirst = true
        try scanner.open(UInt8(ascii: "["))
        while try scanner.next(before: UInt8(ascii: "]"), isFirst: &isFirst) {
            items.append(try JSONValue(reading: &scanner))
        }
        return items
    }

    private static func scalar(_ span: JSONSpan, in bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
        switch span.kind {
        case .null: .null
        case .bool: .bool(span.range.count == 4)
        case .number:
            .number(JSONNumber(literal: String(decoding: bytes[span.range], as: UTF8.self)))
        case .string: .string(try text(span, in: bytes))
        // The caller looked at the first byte, so these two never come here.
        case .object, .array: .null
        }
    }

    static func text(_ span: JSONSpan, in bytes: UnsafeRawBufferPointer) throws(JSONError) -> String {
        let inside = UnsafeRawBufferPointer(rebasing: bytes[span.range])
        guard let text = JSONText.decode(inside, isPlain: span.isPlain) else {
            throw JSONError(.notUTF8, at: Int(span.start))
        }
        return text
    }
}

extension ByteBuffer {
    /// The readable bytes, with typed errors: NIO's own accessor is older than they are.
    func withRawBytes<Value, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let result: Result<Value, Failure> = withUnsafeReadableBytes { raw in
            do throws(Failure) { return .success(try body(raw)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
