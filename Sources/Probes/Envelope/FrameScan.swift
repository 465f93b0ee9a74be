/// Reads one frame: checks it whole, and notes where the fields stand that the contract or everybody asks for.
struct FrameScan {
    private(set) var scanner: JSONScanner
    private let table: NameTable
    private(set) var found: [FoundField] = []

    /// A scan of the object at `start`; `depth` levels are open there.
    init(_ bytes: UnsafeRawBufferPointer, at start: Int = 0, depth: Int = 0, table: NameTable) {
        scanner = JSONScanner(bytes, at: start, depth: depth)
        self.table = table
        found.reserveCapacity(16)
    }

    /// The fields of one object; an error where it is no JSON.
    mutating func object() throws(JSONError) { try members(of: .top) }

    /// An error where more follows than one value.
    mutating func expectEnd() throws(JSONError) { try scanner.expectEnd() }

    private mutating func members(of level: FoundField.Level) throws(JSONError) {
        var isFirst = true
        try scanner.open(UInt8(ascii: "{"))
        while try scanner.next(before: UInt8(ascii: "}"), isFirst: &isFirst) {
            let key = try scanner.key()
            let slot = slot(of: key)
            if let inner = inner(of: level, slot), scanner.peek() == UInt8(ascii: "{") {
                let start = scanner.index
                try members(of: inner)
                note(slot, level, JSONSpan(.object, from: start, to: scanner.index))
            } else {
                note(slot, level, try scanner.value())
            }
        }
    }

    /// Which part of the envelope an object under this key is.
    private func inner(of level: FoundField.Level, _ slot: Int16?) -> FoundField.Level? {
        switch (level, slot) {
        case (.top, FieldBook.payload): .payload
        case (.top, FieldBook.data): .data
        case (.data, FieldBook.payload): .dataPayload
        default: nil
        }
    }

    private mutating func note(_ slot: Int16?, _ level: FoundField.Level, _ span: JSONSpan) {
        if let slot { found.append(FoundField(slot: slot, level: level, span: span)) }
    }

    private func slot(of key: JSONSpan) -> Int16? {
        let name = UnsafeRawBufferPointer(rebasing: scanner.bytes[key.range])
        if key.isPlain { return table.number(of: name).map(Int16.init) }
        guard let text = JSONText.decode(name, isPlain: false) else { return nil }
        return Array(text.utf8).withUnsafeBytes { table.number(of: $0) }.map(Int16.init)
    }
}
