public import NIOCore

/// What one message means to a contract: the events in it, and what is wrong with it.
public struct FrameReading: Sendable {
    /// One event, or those of a batch in their order; none where the message is malformed.
    public var events: [EventFrame] = []
    /// Why the message, or the first wrong part of a batch, is no event frame; nil where everything is right.
    public var defect: FrameDefect?

    /// Reads a text message.
    public static func read(_ message: ByteBuffer, _ contract: Contract) -> FrameReading {
        var reading = FrameReading()
        reading.fill(from: message, contract.vocabulary)
        return reading
    }

    private mutating func fill(from message: ByteBuffer, _ vocabulary: Vocabulary) {
        guard message.readableBytes <= JSONScanner.longest else {
            defect = .notJSON(JSONError(.trailing, at: JSONScanner.longest))
            return
        }
        message.withUnsafeReadableBytes { raw in
            do throws(JSONError) {
                var first = JSONScanner(raw)
                guard first.peek() == UInt8(ascii: "{") else {
                    _ = try JSONValue(parsing: raw)
                    defect = .notAnObject
                    return
                }
                var scan = FrameScan(raw, table: vocabulary.fields.table)
                try scan.object()
                try scan.expectEnd()
                if let batch = Opening(scan.found, raw).batch(vocabulary) {
                    readBatch(batch, message, raw, vocabulary)
                } else {
                    add(scan.found, at: 0, message, raw, vocabulary)
                }
            } catch {
                defect = .notJSON(error)
            }
        }
    }

    private mutating func readBatch(
        _ items: JSONSpan,
        _ message: ByteBuffer,
        _ raw: UnsafeRawBufferPointer,
        _ vocabulary: Vocabulary
    ) {
        var scanner = JSONScanner(raw, at: Int(items.start), depth: 1)
        var isFirst = true
        do throws(JSONError) {
            try scanner.open(UInt8(ascii: "["))
            while try scanner.next(before: UInt8(ascii: "]"), isFirst: &isFirst) {
                let item = try scanner.value()
                guard item.kind == .object else {
                    defect = defect ?? .notAnObject
                    continue
                }
                var scan = FrameScan(raw, at: Int(item.start), depth: scanner.depth, table: vocabulary.fields.table)
                try scan.object()
                add(scan.found, at: Int(item.start), message, raw, vocabulary, shape: .batch)
            }
        } catch {
            defect = .notJSON(error)
        }
    }

    private mutating func add(
        _ found: [FoundField],
        at start: Int,
        _ message: ByteBuffer,
        _ raw: UnsafeRawBufferPointer,
        _ vocabulary: Vocabulary,
        shape: EnvelopeShape? = nil
    ) {
        let opening = Opening(found, raw)
        guard let name = opening.name(vocabulary) else {
            defect = defect ?? .noType
            return
        }
        events.append(
            EventFrame(
                name: name.text,
                role: name.role,
                shape: shape ?? opening.shape(namedBy: name.place, vocabulary),
                bytes: message,
                start: start,
                found: found,
                vocabulary: vocabulary
            )
        )
    }
}
