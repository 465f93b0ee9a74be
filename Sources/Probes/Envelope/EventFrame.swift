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
    public let role: Role
    public let shape: EnvelopeShape
    let bytes: ByteBuffer
    /// Where its object begins; not 0 in a batch.
    let start: Int
    let found: [FoundField]
    let vocabulary: Vocabulary

    /// The run it belongs to; nil where it does not say so.
    public var runID: String? { text(.runID) }
    public var threadID: String? { text(.threadID) }
    public var userID: String? { text(.userID) }
    public var connectionID: String? { text(.connectionID) }
    public var traceID: String? { text(.traceID) }
    public var eventID: String? { text(.eventID) }
    /// Who sent it.
    public var agent: String? { text(.agent) }
    /// The tool it is about.
    public var tool: String? { text(.tool) }

    /// The text of a field, by the name that contracts give it; a number counts as its digits. Nil where the field
    /// is missing, null, empty or something else.
    public func text(_ field: String) -> String? {
        guard let span = span(of: field) else { return nil }
        guard span.kind == .string || span.kind == .number, !span.range.isEmpty else { return nil }
        return bytes.withUnsafeReadableBytes { raw in
            JSONText.decode(UnsafeRawBufferPointer(rebasing: raw[span.range]), isPlain: span.isPlain)
        }
    }

    /// The value of a field, by the name that contracts give it; nil where it is missing or null.
    public func value(_ field: String) -> JSONValue? {
        guard let span = span(of: field) else { return nil }
        return value(at: span)
    }

    /// Whether the frame calls itself by this name, wherever a frame may say what it is.
    public func isCalled(_ name: String) -> Bool {
        found.contains { field in
            (field.slot == Vocabulary.type || field.slot == Vocabulary.event)
                && (field.level == .top || field.level == .data)
                && isText(field.span, name)
        }
    }

    private func text(_ family: FieldFamily) -> String? { text(family.name) }
}

/// How fields are found.
extension EventFrame {
    /// The first of the field's names that is there and not null.
    func span(of field: String) -> JSONSpan? {
        guard let slots = vocabulary.slots(of: field) else { return rareSpan(of: field) }
        for slot in slots {
            if let span = merged(slot) { return span }
        }
        return nil
    }

    /// The value under one name: the innermost that is not null; of several at one level, the last.
    func merged(_ slot: Int) -> JSONSpan? {
        var best: FoundField?
        for field in found where field.slot == slot && field.span.kind != .null {
            if field.level >= best?.level ?? .top { best = field }
        }
        return best?.span
    }

    func value(at span: JSONSpan) -> JSONValue? {
        bytes.withUnsafeReadableBytes { raw in
            var scanner = JSONScanner(raw, at: span.kind == .string ? Int(span.start) - 1 : Int(span.start))
            // The bytes were checked when the frame was read; what can fail is text that is not UTF-8.
            return try? JSONValue(reading: &scanner)
        }
    }

    /// A field that no contract asks for: looked for by walking over the frame again.
    private func rareSpan(of field: String) -> JSONSpan? {
        var table = NameTable()
        for (slot, name) in Vocabulary.structure.enumerated() { table.add(name, slot) }
        let names = FieldFamily.named(field).names
        for (index, name) in names.enumerated() { table.add(name, Vocabulary.structure.count + index) }
        return bytes.withUnsafeReadableBytes { raw in
            var scan = FrameScan(raw, at: start, table: table)
            // The same bytes were walked over before, so this does not fail.
            guard (try? scan.object()) != nil else { return nil }
            let again = EventFrame(
                name: name,
                role: role,
                shape: shape,
                bytes: bytes,
                start: start,
                found: scan.found,
                vocabulary: vocabulary
            )
            return names.indices.lazy.compactMap { again.merged(Vocabulary.structure.count + $0) }.first
        }
    }

    private func isText(_ span: JSONSpan, _ text: String) -> Bool {
        guard span.kind == .string else { return false }
        return bytes.withUnsafeReadableBytes { raw in
            let inside = UnsafeRawBufferPointer(rebasing: raw[span.range])
            return span.isPlain ? inside.elementsEqual(text.utf8) : JSONText.decode(inside, isPlain: false) == text
        }
    }
}
