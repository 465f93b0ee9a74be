import Configuration

/// The parameters of a request. Nothing is guessed: an unknown one may be a misspelt filter, and an answer that ignores a
/// filter looks like the right one.
struct Query: Sendable, Equatable {
    private var values: [String: String] = [:]

    /// Reads `text`, in which only the parameters of `known` may stand, each once.
    init(_ text: String?, knowing known: String...) throws(QueryError) {
        for item in (text ?? "").split(separator: "&") {
            let sign = item.firstIndex(of: "=")
            let name = try Self.decoded(item[..<(sign ?? item.endIndex)])
            guard known.contains(name) else {
                throw .unknown(name, nearest: NearestName.of(name, among: known), known: known)
            }
            guard values[name] == nil else { throw .repeated(name) }
            values[name] = try Self.decoded(sign.map { item[item.index(after: $0)...] } ?? "")
        }
    }

    /// The value of a parameter; nil where it is not there or empty, as a form sends those that were left out.
    subscript(_ name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// A whole number of `range`.
    func number(_ name: String, in range: ClosedRange<Int>) throws(QueryError) -> Int? {
        guard let text = self[name] else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw .invalid(name, value: text, want: "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// Whether something is wanted; a parameter without a value says so too.
    func flag(_ name: String) throws(QueryError) -> Bool {
        switch values[name] {
        case nil, "false", "0": false
        case "", "true", "1": true
        case .some(let text): throw .invalid(name, value: text, want: "true or false")
        }
    }

    /// What `read` makes of the value.
    func value<Wanted>(_ name: String, want: String, _ read: (String) -> Wanted?) throws(QueryError) -> Wanted? {
        guard let text = self[name] else { return nil }
        guard let value = read(text) else { throw .invalid(name, value: text, want: want) }
        return value
    }

    private static func decoded(_ raw: Substring) throws(QueryError) -> String {
        do {
            return try PercentText.decoded(raw, plusIsSpace: true)
        } catch {
            throw .undecodable(String(raw), error)
        }
    }
}
