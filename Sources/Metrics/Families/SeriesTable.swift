/// A family's series: found by their label values, and kept in the order of these for the output.
struct SeriesTable<Series: AnyObject & Sendable>: Sendable {
    /// A series with the text of its labels, which never changes and is rendered once.
    struct Row: Sendable {
        let values: LabelValues
        let labels: String
        let series: Series
    }

    // Positions and not the series themselves: a dictionary of concrete types stays a fast one when this generic is
    // called from other modules, which see no specialised code.
    private var places: [LabelValues: Int] = [:]
    private var rows: [Row] = []
    private var order: [Int] = []

    func series(at values: LabelValues) -> Series? {
        places[values].map { rows[$0].series }
    }

    mutating func add(_ series: Series, at values: LabelValues, labels: String) {
        let place = rows.count
        rows.append(Row(values: values, labels: labels, series: series))
        places[values] = place
        order.insert(place, at: rank(of: values))
    }

    /// The rows by label values.
    var sorted: some Sequence<Row> { order.lazy.map { [rows] in rows[$0] } }

    /// How many rows come before `values`.
    private func rank(of values: LabelValues) -> Int {
        var low = 0
        var high = order.count
        while low < high {
            let middle = (low + high) / 2
            if rows[order[middle]].values < values { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
