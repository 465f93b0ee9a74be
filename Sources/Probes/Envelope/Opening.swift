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
        let type = string(FieldBook.type, .top)
        let event = string(FieldBook.event, .top)
        guard let own = type ?? event else { return nil }
        let place: Place
        let known: Vocabulary.Word
        if let word = type.flatMap({ word($0, vocabulary) }) {
            (known, place) = (word, .type)
        } else if let word = event.flatMap({ word($0, vocabulary) }) {
            (known, place) = (word, .event)
        } else if let word = string(FieldBook.event, .data).flatMap({ word($0, vocabulary) }) {
            (known, place) = (word, .dataEvent)
        } else if let word = string(FieldBook.type, .data).flatMap({ word($0, vocabulary) }), word.role.isEvent {
            // Failures are not looked for here: what a log line or a notice has at data.type is a kind of its own.
            (known, place) = (word, .dataType)
        } else {
            return (String((text(own) ?? "").unicodeScalars.prefix(EventFrame.longestWord)), .informational, .type)
        }
        return (known.name, EventFrame.Role(known.role), place)
    }

    /// The items of an `event_batch`; nil for any other frame.
    func batch(_ vocabulary: Vocabulary) -> JSONSpan? {
        guard let items = last(FieldBook.events, .top), items.kind == .array,
            let type = string(FieldBook.type, .top), text(type) == "event_batch", word(type, vocabulary) == nil
        else { return nil }
        return items
    }

    /// The envelope, once the place is known at which the frame said its name.
    func shape(namedBy place: Place, _ vocabulary: Vocabulary) -> EnvelopeShape {
        switch place {
        case .event: return .system
        case .dataEvent, .dataType: return .nested
        case .type: break
        }
        if last(FieldBook.data, .top)?.kind == .object { return identifiesOutside(vocabulary) ? .hybrid : .data }
        return last(FieldBook.payload, .top)?.kind == .object ? .payload : .flat
    }

    /// Whether ids or names stand beside `data` instead of in it.
    private func identifiesOutside(_ vocabulary: Vocabulary) -> Bool {
        found.contains { $0.level == .top && vocabulary.identities.contains($0.slot) }
    }

    private func last(_ slot: Int16, _ level: FoundField.Level) -> JSONSpan? {
        found.last { $0.slot == slot && $0.level == level }?.span
    }

    private func string(_ slot: Int16, _ level: FoundField.Level) -> JSONSpan? {
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
