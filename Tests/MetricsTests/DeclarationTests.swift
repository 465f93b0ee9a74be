import Metrics
import Testing

@Suite("What may be declared")
struct DeclarationTests {
    static let sound: [Declaration] = [
        Declaration(name: "a_total", help: "h", kind: .counter, labels: ["x", "_y", "Z9"]),
        Declaration(name: "job:a:rate5m", help: "h", kind: .gauge, labels: []),
        Declaration(name: "h", help: "h", kind: .histogram(bounds: [-1, 0, 2.5]), labels: ["x"]),
        Declaration(name: "b_info", help: "h", kind: .info(values: ["1"]), labels: ["v"]),
    ]

    static let faulty: [(Declaration, String)] = [
        (
            Declaration(name: "1a", help: "h", kind: .gauge, labels: []),
            "\"1a\" is no metric name: letters, digits, _ and :, not beginning with a digit"
        ),
        (
            Declaration(name: "", help: "h", kind: .gauge, labels: []),
            "\"\" is no metric name: letters, digits, _ and :, not beginning with a digit"
        ),
        (
            Declaration(name: "größe", help: "h", kind: .gauge, labels: []),
            "\"größe\" is no metric name: letters, digits, _ and :, not beginning with a digit"
        ),
        (
            Declaration(name: "a\nb", help: "h", kind: .gauge, labels: []),
            "\"a\nb\" is no metric name: letters, digits, _ and :, not beginning with a digit"
        ),
        (
            Declaration(name: "runs", help: "h", kind: .counter, labels: []),
            "runs: the name of this kind has to end in _total"
        ),
        (
            Declaration(name: "_total", help: "h", kind: .counter, labels: []),
            "_total: the name of this kind has to end in _total"
        ),
        (
            Declaration(name: "build", help: "h", kind: .info(values: []), labels: []),
            "build: the name of this kind has to end in _info"
        ),
        (
            Declaration(name: "runs_total", help: "h", kind: .gauge, labels: []),
            "runs_total: only the name of a counter may end in _total"
        ),
        (Declaration(name: "a", help: "", kind: .gauge, labels: []), "a: the help text is empty"),
        (
            Declaration(name: "a", help: "h", kind: .gauge, labels: ["b:c"]),
            "a: \"b:c\" is no label name: letters, digits and _, not beginning with a digit"
        ),
        (
            Declaration(name: "a", help: "h", kind: .gauge, labels: ["__b"]),
            "a: labels that begin with __, as __b does, are reserved"
        ),
        (
            Declaration(name: "a", help: "h", kind: .gauge, labels: ["b", "b"]),
            "a: a label is named twice in [\"b\", \"b\"]"
        ),
        (
            Declaration(name: "a", help: "h", kind: .histogram(bounds: [1]), labels: ["le"]),
            "a: the label le belongs to the histogram itself"
        ),
        (
            Declaration(name: "a", help: "h", kind: .histogram(bounds: [1, 1]), labels: []),
            "a: buckets have to be finite and rising, +Inf is added: [1.0, 1.0]"
        ),
        (
            Declaration(name: "a", help: "h", kind: .histogram(bounds: []), labels: []),
            "a: buckets have to be finite and rising, +Inf is added: []"
        ),
        (
            Declaration(name: "a", help: "h", kind: .histogram(bounds: [1, .infinity]), labels: []),
            "a: buckets have to be finite and rising, +Inf is added: [1.0, inf]"
        ),
    ]

    @Test("a sound declaration has no problem", arguments: sound)
    func accepted(declaration: Declaration) {
        #expect(declaration.problem == nil)
    }

    @Test("a faulty one is named with its fault", arguments: faulty)
    func refused(declaration: Declaration, problem: String) {
        #expect(declaration.problem == problem)
    }

    @Test("the registry stops at a faulty declaration")
    func faultyStops() async {
        await #expect(processExitsWith: .failure) {
            _ = MetricsRegistry().counter("runs", help: "Runs.")
        }
    }

    @Test("the registry stops when a name comes back with other labels")
    func otherShape() async {
        await #expect(processExitsWith: .failure) {
            let registry = MetricsRegistry()
            _ = registry.gauge("a", help: "h", labels: ["x"])
            _ = registry.gauge("a", help: "h", labels: ["y"])
        }
    }

    @Test("the registry stops when a name comes back as another kind")
    func otherKind() async {
        await #expect(processExitsWith: .failure) {
            let registry = MetricsRegistry()
            _ = registry.gauge("a", help: "h")
            _ = registry.histogram("a", help: "h")
        }
    }

    @Test("the registry stops when two families would share a sample's name")
    func sharedName() async {
        await #expect(processExitsWith: .failure) {
            let registry = MetricsRegistry()
            _ = registry.histogram("a", help: "h")
            _ = registry.gauge("a_count", help: "h")
        }
    }

    @Test("a family stops at the wrong number of label values")
    func wrongCount() async {
        await #expect(processExitsWith: .failure) {
            _ = MetricsRegistry().gauge("a", help: "h", labels: ["x"]).with("1", "2")
        }
    }

    @Test("a counter stops rather than go down")
    func negative() async {
        await #expect(processExitsWith: .failure) {
            MetricsRegistry().counter("a_total", help: "h").with().increment(by: -1)
        }
    }

    @Test("what stops them is the fault: the same steps without it go through")
    func twin() async {
        await #expect(processExitsWith: .success) {
            let registry = MetricsRegistry()
            _ = registry.gauge("a", help: "h", labels: ["x"]).with("1")
            _ = registry.gauge("a", help: "h", labels: ["x"]).with("1")
            _ = registry.histogram("b", help: "h")
            _ = registry.gauge("b_counts", help: "h")
            registry.counter("a_b_total", help: "h").with().increment(by: 0)
        }
    }
}
