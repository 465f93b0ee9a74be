import Synchronization

/// The series of one metric name, a series for each combination of label values.
///
/// A series exists from the first `with(…)`: touch at start the combinations that are known then, so that counters
/// and histograms begin at 0 instead of appearing with their first event. Look-ups are cheap; a path that runs for
/// every frame keeps the series itself.
///
/// ```swift
/// let runs = registry.counter("quintet_probe_runs_total", help: "Runs of a probe.", labels: ["probe", "target"])
/// runs.with("golden-path", "local").increment()
/// ```
public final class Family<Series: AnyObject & Sendable>: Sendable {
    let declaration: Declaration
    // What differs between the kinds comes in as two functions, so that no protocol of theirs has to be public.
    private let make: @Sendable () -> Series
    private let writeSeries: @Sendable (Series, String, inout ExpositionText) -> Void
    private let table = Mutex(SeriesTable<Series>())

    init(
        _ declaration: Declaration,
        make: @escaping @Sendable () -> Series,
        write: @escaping @Sendable (Series, String, inout ExpositionText) -> Void
    ) {
        self.declaration = declaration
        self.make = make
        self.writeSeries = write
    }

    /// The series of a family without labels.
    public func with() -> Series { series(LabelValues()) }

    /// The series with this label value.
    public func with(_ first: String) -> Series { series(LabelValues(first)) }

    /// The series with these label values, in the order of the declaration.
    public func with(_ first: String, _ second: String) -> Series { series(LabelValues(first, second)) }

    /// The series with these label values, in the order of the declaration.
    public func with(_ first: String, _ second: String, _ third: String) -> Series {
        series(LabelValues(first, second, third))
    }

    /// The series with these label values, in the order of the declaration.
    public func with(_ first: String, _ second: String, _ third: String, _ fourth: String) -> Series {
        series(LabelValues(first, second, third, fourth))
    }

    /// The series with these label values, in the order of the declaration; allocates the list.
    public func with(_ values: String...) -> Series { series(LabelValues(values)) }

    /// The series with a list of label values, in the order of the declaration.
    public func with(values: [String]) -> Series { series(LabelValues(values)) }

    private func series(_ values: LabelValues) -> Series {
        precondition(
            values.count == declaration.labels.count,
            "\(declaration.name) has the labels \(declaration.labels), not the \(values.count) values \(values.list)"
        )
        return table.withLock { table in
            if let known = table.series(at: values) { return known }
            let fresh = make()
            table.add(fresh, at: values, labels: values.rendered(as: declaration.labels))
            return fresh
        }
    }
}

extension Family: ExposedFamily {
    func writeSamples(into text: inout ExpositionText) {
        // A copy of the table costs two retains; nobody waits for the lock while the text is made.
        let rows = table.withLock { $0 }
        for row in rows.sorted { writeSeries(row.series, row.labels, &text) }
    }
}
