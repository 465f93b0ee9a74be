import GRDB

/// Takes rows from one database of the history to another one, in their order.
enum RowMove {
    /// Copies every row of `source`; a row that is there already is replaced. Gives how many there were.
    @discardableResult
    static func all(from source: Database, to sink: Database) throws -> Int {
        var count = 0
        for table in HistorySchema.tables { count += try copy(table, from: source, to: sink) }
        return count
    }

    /// Copies what memory has to know of the file to go on without it.
    static func carried(from source: Database, to sink: Database) throws {
        for table in HistorySchema.tables {
            switch table.carried {
            case .none: break
            case .all: try copy(table, from: source, to: sink)
            case .rows(let condition): try copy(table, from: source, to: sink, where: condition)
            }
        }
    }

    @discardableResult
    private static func copy(
        _ table: StoreTable,
        from source: Database,
        to sink: Database,
        where condition: String = "true"
    ) throws -> Int {
        let columns = try source.columns(in: table.name).map(\.name).filter { $0 != table.ordinal }
        let list = columns.joined(separator: ", ")
        let order = table.ordinal ?? table.key.joined(separator: ", ")
        let rows = try Row.fetchCursor(
            source,
            sql: "SELECT \(list) FROM \(table.name) WHERE \(condition) ORDER BY \(order)"
        )
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let changes = columns.filter { !table.key.contains($0) }.map { "\($0) = excluded.\($0)" }
        let update = changes.isEmpty ? "NOTHING" : "UPDATE SET \(changes.joined(separator: ", "))"
        let insert = try sink.makeStatement(
            sql: """
                INSERT INTO \(table.name) (\(list)) VALUES (\(marks))
                ON CONFLICT (\(table.key.joined(separator: ", "))) DO \(update)
                """
        )
        var count = 0
        while let row = try rows.next() {
            try insert.execute(arguments: StatementArguments(row.databaseValues))
            count += 1
        }
        return count
    }
}
