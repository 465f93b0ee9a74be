/// A table of the history, as far as rows that move between memory and the file have to know it.
public struct StoreTable: Sendable {
    /// Which rows memory takes over when the file can no longer be written, as far as it can still be read.
    public enum Carried: Sendable {
        /// None: they stay in the file, where they are read.
        case none
        /// All of them.
        case all
        /// Those that this condition of SQL holds for.
        case rows(where: String)
    }

    let name: String
    let key: [String]
    let ordinal: String?
    let carried: Carried

    /// - Parameters:
    ///   - key: the columns of a unique index by which a row is known in both places; one that is moved replaces the
    ///     row of the same key.
    ///   - ordinal: the integer primary key, where rows have an order and not only a key: what is moved gets new
    ///     numbers behind those that are there, in the same order.
    public init(name: String, key: [String], ordinal: String? = nil, carried: Carried = .none) {
        self.name = name
        self.key = key
        self.ordinal = ordinal
        self.carried = carried
    }
}
