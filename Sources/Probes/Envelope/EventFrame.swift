internal import NIOCore

/// One event as a frame carried it, its envelope taken off.
///
/// Fields are those of the frame, its `payload`, its `data` and the `payload` in that, the inner winning over the
/// outer; values are decoded when they are asked for.
public struct EventFrame: Sendable {
    /// What a frame means to a contract.
    public enum Role: Sendable, Equatable {
        /// An event, by its number in the contract.
        case event(Int)
        /// The server says that the run failed.
        case failure
        /// The server says that it answers with less than the real thing.
        case fallback
        /// The run is over, besides by its terminal event.
        case end
        /// Anything else: heartbeats, progress, welcomes.
        case informational
    }

    /// The name that the contract gives the event; of an informational frame, what its type says.
    public let name: String
    /// What it means to the contract.
    public let role: Role
    /// The envelope it came in.
    public let shape: EnvelopeShape
    let bytes: ByteBuffer
    /// Where its object begins; not 0 in a batch.
    let start: Int
    let found: [FoundField]
    let vocabulary: Vocabulary

    /// The run it belongs to; nil where it does not say so. This and the others are cut after 256 characters.
    public var runID: String? { text(vocabulary.common.run) }
    /// The conversation it belongs to.
    public var threadID: String? { text(vocabulary.common.thread) }
    /// Whom it is for.
    public var userID: String? { text(vocabulary.common.user) }
    /// The ids of runs, threads and users that stand in it at any level, where an outer one may differ from the inner.
    var runIDs: [String] { texts(vocabulary.common.run) }
    var threadIDs: [String] { texts(vocabulary.common.thread) }
    var userIDs: [String] { texts(vocabulary.common.user) }
    /// The connection, as the server calls it.
    public var connectionID: String? { text(vocabulary.common.connection) }
    /// Where the server's own traces tell of it.
    public var traceID: String? { text(vocabulary.common.trace) }
    /// What tells it apart from every other event.
    public var eventID: String? { text(vocabulary.common.event) }
    /// Who sent it.
    public var agent: String? { text(vocabulary.common.agent) }
    /// The tool it is about.
    public var tool: String? { text(vocabulary.common.tool) }

    /// The text of a field, by the name that contracts give it; a number counts as its digits. Nil where the field
    /// is missing, null, empty or something else.
    public func text(_ field: String) -> String? { span(of: field).flatMap { text(at: $0) } }

    /// The value of a field, by the name that contracts give it; nil where it is missing or null.
    public func value(_ field: String) -> JSONValue? { span(of: field).flatMap { value(at: $0) } }

    /// Whether the frame calls itself by this name, wherever a frame may say what it is.
    public func isCalled(_ name: String) -> Bool {
        found.contains { field in
            (field.slot == FieldBook.type || field.slot == FieldBook.event)
                && (field.level == .top || field.level == .data) && isText(field.span, name)
        }
    }
}

/// How fields are found.
extension EventFrame {
    /// Words longer than this are no names and no ids; they are kept, so they are cut. Counted in Unicode scalars: what
    /// Swift calls a character may have thousands of them.
    static let longestWord = 256

    /// The text of a field that is a name or an id.
    func text(_ field: Field) -> String? { span(of: field).flatMap { word(at: $0) } }

    /// The same of every name of the field at every level.
    private func texts(_ field: Field) -> [String] {
        found.filter { field.slots.contains($0.slot) }.compactMap { word(at: $0.span) }
    }

    private func word(at span: JSONSpan) -> String? {
        guard let text = text(at: span) else { return nil }
        return span.range.count <= Self.longestWord ? text : String(text.unicodeScalars.prefix(Self.longestWord))
    }

    /// The first of the field's names that is there and not null.
    func span(of field: Field) -> JSONSpan? {
        for slot in field.slots {
            if let span = merged(slot) { return span }
        }
        return nil
    }

    func text(at span: JSONSpan) -> String? {
        guard span.kind == .string || span.kind == .number, !span.range.isEmpty else { return nil }
        return bytes.withUnsafeReadableBytes { raw in
            JSONText.decode(UnsafeRawBufferPointer(rebasing: raw[span.range]), isPlain: span.isPlain)
        }
    }

    func value(at span: JSONSpan) -> JSONValue? {
        bytes.withUnsafeReadableBytes { raw in
            var scanner = JSONScanner(raw, at: span.kind == .string ? Int(span.start) - 1 : Int(span.start))
            // The bytes were checked when the frame was read; what can fail is text that is not UTF-8.
            return try? JSONValue(reading: &scanner)
        }
    }

    /// The value under one name: the innermost that is not null; of several at one level, the last.
    private func merged(_ slot: Int16) -> JSONSpan? {
        var best: FoundField?
        for field in found where field.slot == slot && field.span.kind != .null {
            if field.level >= best?.level ?? .top { best = field }
        }
        return best?.span
    }

    private func span(of name: String) -> JSONSpan? {
        if let field = vocabulary.fields.field(name) { return span(of: field) }
        // No contract asks for this one, so it was not noted: the frame is walked over again.
        var book = FieldBook()
        let field = book.add(.named(name))
        return bytes.withUnsafeReadableBytes { raw in
            var scan = FrameScan(raw, at: start, table: book.table)
            // The same bytes were walked over before, so this does not fail.
            guard (try? scan.object()) != nil else { return nil }
            return with(scan.found).span(of: field)
        }
    }

    private func with(_ found: [FoundField]) -> EventFrame {
        EventFrame(
            name: name,
            role: role,
            shape: shape,
            bytes: bytes,
            start: start,
            found: found,
            vocabulary: vocabulary
        )
    }

    private func isText(_ span: JSONSpan, _ text: String) -> Bool {
        guard span.kind == .string else { return false }
        return bytes.withUnsafeReadableBytes { raw in
            let inside = UnsafeRawBufferPointer(rebasing: raw[span.range])
            return span.isPlain ? inside.elementsEqual(text.utf8) : JSONText.decode(inside, isPlain: false) == text
        }
    }
}
