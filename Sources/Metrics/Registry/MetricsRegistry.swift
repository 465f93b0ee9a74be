import Synchronization

/// Counters under one name.
public typealias CounterFamily = Family<Counter>
/// Gauges under one name.
public typealias GaugeFamily = Family<Gauge>
/// Histograms under one name, with the same buckets.
public typealias HistogramFamily = Family<Histogram>

/// All families of a program, and their text.
///
/// Families are declared once, at start, by whoever feeds them. To ask again for a name with an equal declaration
/// gives the same family; a bad name, or the same name declared otherwise, is a programming error and stops the
/// program. The registry knows no HTTP: it hands out the text, its owner serves it.
///
/// ```swift
/// let registry = MetricsRegistry()
/// let skipped = registry.counter("quintet_runs_skipped_total", help: "Runs left out.", labels: ["probe", "reason"])
/// skipped.with("golden-path", "overrun").increment()
/// print(registry.exposition(.text004))
/// ```
public final class MetricsRegistry: Sendable {
    private struct State {
        var families: [String: any ExposedFamily] = [:]
        /// Every name that may stand in the text, and the family it belongs to.
        var owners: [String: String] = [:]
        var collectors: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    /// An empty registry.
    public init() {}

    /// Declares counters; `name` is the sample's, ending in `_total`.
    public func counter(_ name: String, help: String, labels: [String] = []) -> CounterFamily {
        let declaration = Declaration(name: name, help: help, kind: .counter, labels: labels)
        return registered(declaration) {
            Family(declaration, make: { Counter() }) { $0.write(name, labels: $1, into: &$2) }
        }
    }

    /// Declares gauges; each appears once it has been set.
    public func gauge(_ name: String, help: String, labels: [String] = []) -> GaugeFamily {
        let declaration = Declaration(name: name, help: help, kind: .gauge, labels: labels)
        return registered(declaration) {
            Family(declaration, make: { Gauge() }) { $0.write(name, labels: $1, into: &$2) }
        }
    }

    /// Declares histograms; `buckets` are the finite upper bounds, rising, in the unit of the name.
    public func histogram(
        _ name: String,
        help: String,
        labels: [String] = [],
        buckets: [Double] = Histogram.defaultBuckets
    ) -> HistogramFamily {
        let declaration = Declaration(name: name, help: help, kind: .histogram(bounds: buckets), labels: labels)
        return registered(declaration) {
            let buckets = Buckets(buckets)
            return Family(declaration, make: { Histogram(buckets) }) { $0.write(name, labels: $1, into: &$2) }
        }
    }

    /// Declares a fact told in labels, such as the version; `name` is the sample's, ending in `_info`. It is a gauge
    /// of 1 in text 0.0.4, and of type `info` in OpenMetrics.
    public func info(_ name: String, help: String, labels: [(String, String)]) {
        let values = labels.map(\.1)
        let declaration = Declaration(name: name, help: help, kind: .info(values: values), labels: labels.map(\.0))
        _ = registered(declaration) { InfoFamily(declaration, values: values) }
    }

    /// Has `body` run before each exposition, to refresh what is read and not counted; it must not block.
    ///
    /// Two scrapes at once run it twice at once.
    public func collect(_ body: @Sendable @escaping () -> Void) {
        state.withLock { $0.collectors.append(body) }
    }

    /// The text of every family, by name and label values; HELP and TYPE also of those without series yet.
    public func exposition(_ format: ExpositionFormat) -> String {
        // Outside the lock: a collector may declare families itself.
        for refresh in state.withLock({ $0.collectors }) { refresh() }
        let families = state.withLock { Array($0.families.values) }
        var text = ExpositionText(format)
        for family in families.sorted(by: { $0.declaration.name < $1.declaration.name }) { family.write(into: &text) }
        return text.finished()
    }

    private func registered<Kind: ExposedFamily>(_ declaration: Declaration, make: () -> Kind) -> Kind {
        if let problem = declaration.problem { preconditionFailure(problem) }
        return state.withLock { state in
            if let known = state.families[declaration.name] {
                guard known.declaration == declaration, let same = known as? Kind else {
                    preconditionFailure("\(declaration.name) is declared twice: \(known.declaration), \(declaration)")
                }
                return same
            }
            for name in declaration.takenNames {
                if let owner = state.owners.updateValue(declaration.name, forKey: name) {
                    preconditionFailure("\(declaration.name) clashes with \(owner): both have samples named \(name)")
                }
            }
            let family = make()
            state.families[declaration.name] = family
            return family
        }
    }
}
