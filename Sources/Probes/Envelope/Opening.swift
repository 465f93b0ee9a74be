internal import NIOCore

/// What the fields of a frame say about the frame itself: its name, and the envelope it came in.
struct Opening {
    /// Where a frame said its name.
    enum Place {
        case type, event, dataEvent, dataType
    }

    private let found: [FoundField]
    private let bytes: UnsafeRawBufferPointer

    init(_ found: [FoundField], _ bytes: UnsafeRawBufferPointer) {
        self.found = found
        self.bytes = bytes
    }

    /// What the frame is called, and where it says so; nil where it has no string at `type` or `event`.
    ///
    /// The first place that names something the contract knows wins; where none does, the type is its name.
    func name(_ vocabulary: Vocabulary) -> (text: String, role: EventFrame.Role, place: Place)? {
        let type = string(Vocabulary.type, .top)
        let event = string(Vocabulary.event, .top)
        guard type != nil || event != nil else { return nil }
        let places: [(JSONSpan?, Place)] = [
            (type, .type), (event, .event),
            (string(Vocabulary.event, .data), .dataEvent), (string(Vocabulary.type, .data), .dataType),
        ]
        for (span, place) in places {
            if let span, let word = word(span, vocabulary) { return (word.name, EventFrame.Role(word.role), place) }
        }
        guard let span = type ?? event else { return nil }
        return (text(span) ?? "", .informational, .type)
    }

    /// The items of an `event_batch`; nil for any other frame.
    func batch(_ vocabulary: Vocabulary) -> JSONSpan? {
        guard let type = string(Vocabulary.type, .top), text(type) == "event_batch", word(type, vocabulary) == nil,
            let items = last(Vocabulary.events, .top), items.kind == .array
        else { return nil }
        return items
    }

    func shape(namedBy place: Place) -> EnvelopeShape {
        switch place {
        case .event: return .system
        case .dataEvent, .dataType: return .nested
        case .type: break
        }
        if last(Vocabulary.data, .top)?.kind == .object { return hasDetailsOutside ? .hybrid : .data }
        return last(Vocabulary.payload, .top)?.kind == .object ? .payload : .flat
    }

    /// Whether ids or names stand beside `data` instead of in it.
    private var hasDetailsOutside: Bool {
        found.contains { $0.level == .top && Int($0.slot) > Vocabulary.data && !isTime($0) }
    }

    /// A time stands beside `data` in the plain form too.
    private func isTime(_ field: FoundField) -> Bool { field.slot == Vocabulary.timestamp }

    private func last(_ slot: Int, _ level: FoundField.Level) -> JSONSpan? {
        found.last { $0.slot == slot && $0.level == level }?.span
    }

    private func string(_ slot: Int, _ level: FoundField.Level) -> JSONSpan? {
        last(slot, level).flatMap { $0.kind == .string ? $0 : nil }
    }

    private func word(_ span: JSONSpan, _ vocabulary: Vocabulary) -> Vocabulary.Word? {
        if span.isPlain { return vocabulary.word(UnsafeRawBufferPointer(rebasing: bytes[span.range])) }
        return text(span).flatMap { text in Array(text.utf8).withUnsafeBytes { vocabulary.word($0) } }
    }

    private func text(_ span: JSONSpan) -> String? {
        JSONText.decode(UnsafeRawBufferPointer(rebasing: bytes[span.range]), isPlain: span.isPlain)
    }
}

extension EventFrame.Role {
    init(_ role: Vocabulary.Role) {
        self =
            switch role {
            case .event(let number): .event(number)
            case .failure: .failure
            case .fallback: .fallback
            case .end: .end
            }
    }
}
