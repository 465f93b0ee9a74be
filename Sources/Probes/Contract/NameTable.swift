/// Finds a number by a name, from bytes and without making a `String` of them: each key of each frame is looked up.
struct NameTable: Sendable, Equatable {
    private struct Entry: Sendable, Equatable {
        let name: [UInt8]
        let number: Int
    }

    /// By length: most keys of a frame are unknown, and are told apart from the known ones by it alone.
    private var buckets: [[Entry]] = []

    /// Makes `name` mean `number`; the first meaning of a name stays.
    mutating func add(_ name: String, _ number: Int) {
        let bytes = Array(name.utf8)
        while buckets.count <= bytes.count { buckets.append([]) }
        guard !buckets[bytes.count].contains(where: { $0.name == bytes }) else { return }
        buckets[bytes.count].append(Entry(name: bytes, number: number))
    }

    /// What the name that these bytes spell means.
    func number(of name: UnsafeRawBufferPointer) -> Int? {
        guard name.count < buckets.count else { return nil }
        return buckets[name.count].first { entry in entry.name.elementsEqual(name) }?.number
    }
}
