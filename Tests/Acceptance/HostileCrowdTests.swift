import FoundationEssentials
import Subprocess
import Testing

/// Thousands of runs against servers that never let one end: nothing is left behind, whatever they do.
@Suite("a crowd of hostile servers", .timeLimit(.minutes(10)))
struct HostileCrowdTests {
    /// `make soak` asks for ten thousand.
    private static let runs =
        ProcessInfo.processInfo.environment["QUINTET_SOAK_RUNS"].flatMap(Int.init) ?? 1_000
    private static let probesOfEach = 20
    private static let behaviours = [
        "goes-silent": "welcome_timeout",
        "drips-a-frame": "welcome_timeout",
        "never-answers": "upgrade_timeout",
        "announces-a-gigabyte": "message_too_big",
    ]
    /// What it comes to where a machine under load keeps the server from getting as far as its misbehaviour.
    private static let earlier = ["connect_timeout", "upgrade_timeout", "welcome_timeout"]

    @Test("leaves no descriptor and no memory behind, and each run ends as the right class")
    func crowd() async throws {
        let stage = try Stage()
        try await withServers(Self.behaviours.keys.sorted(), ports: [:]) { ports in
            try write(ports, to: stage)
            try await Program.monitoring(stage, stage.path("quintet.yaml")) { monitor, address in
                try await pass(Self.runs / 4, of: monitor)
                let warm = try await Scrape(address)
                try await pass(Self.runs * 3 / 4, of: monitor)
                let busy = try await Scrape(address)
                expectClasses(busy)

                // All but one probe are taken away: what is still open then is a leak.
                try write(ports.filter { $0.key == "announces-a-gigabyte" }, to: stage, probesOfEach: 1)
                try monitor.signal(.terminalClosed)
                _ = try await monitor.errors.first(with: "reloaded")
                // Five of its runs are four seconds: longer than any run of the others and its close.
                for _ in 1...5 { _ = try await monitor.errors.first(with: "announces-a-gigabyte-1 on ") }
                let calm = try await Scrape(address)
                report(warm, busy, calm)
            }
        }
    }

    /// Waits until that many runs were told, and of every behaviour one that came as far as that.
    private func pass(_ count: Int, of monitor: Program) async throws {
        var (told, missing) = (0, Self.behaviours)
        while told < count || !missing.isEmpty {
            let line = try await monitor.errors.first(with: " on hostile-")
            told += 1
            missing = missing.filter { !line.contains(" on hostile-\($0.key): FAIL \($0.value) ") }
        }
    }

    private func withServers(
        _ behaviours: [String],
        ports: [String: String],
        body: ([String: String]) async throws -> Void
    ) async throws {
        guard let behaviour = behaviours.first else { return try await body(ports) }
        try await Program.witness("hostile.py", [behaviour]) { _, port in
            var ports = ports
            ports[behaviour] = port
            try await withServers(Array(behaviours.dropFirst()), ports: ports, body: body)
        }
    }

    private func write(_ ports: [String: String], to stage: Stage, probesOfEach: Int = probesOfEach) throws {
        var targets = "targets:\n"
        var probes = "probes:\n"
        for (behaviour, port) in ports.sorted(by: { $0.key < $1.key }) {
            let target = "hostile-\(behaviour)"
            targets += "  - { name: \(target), url: \"ws://127.0.0.1:\(port)/ws\", auth: { carrier: none } }\n"
            for number in 1...probesOfEach {
                probes += "  - { name: \(behaviour)-\(number), target: \(target), every: 1s, timeout: 500ms }\n"
            }
        }
        try stage.write("quintet.yaml", targets + probes)
    }

    /// A run that the monitor itself was too late for proves nothing; every other one has the class of its server.
    private func expectClasses(_ scrape: Scrape) {
        for (behaviour, expected) in Self.behaviours {
            let failures = scrape.values.filter { series, value in
                series.hasPrefix("quintet_probe_failures_total") && series.contains("\"hostile-\(behaviour)\"")
                    && value > 0
            }
            let classes = failures.keys.compactMap { $0.firstMatch(of: #/class="(\w+)"/#).map { String($0.1) } }
            #expect(classes.contains(expected))
            #expect(Set(classes).subtracting(Self.earlier).isSubset(of: [expected]), "\(behaviour): \(failures)")
        }
    }

    private func report(_ warm: Scrape, _ busy: Scrape, _ calm: Scrape) {
        func figure(_ scrape: Scrape, _ name: String) -> Int { Int(scrape.values["process_\(name)", default: 0]) }
        let growth = figure(busy, "resident_memory_bytes") - figure(warm, "resident_memory_bytes")
        print(
            "\(Self.runs) hostile runs: resident \(figure(warm, "resident_memory_bytes") >> 10) KiB after a quarter,",
            "\(figure(busy, "resident_memory_bytes") >> 10) KiB at the end; descriptors \(figure(busy, "open_fds"))",
            "in the middle of it, \(figure(calm, "open_fds")) afterwards"
        )
        // In the middle at most a run of each probe is under way, with a socket each.
        #expect(figure(busy, "open_fds") < 100 + Self.behaviours.count * Self.probesOfEach)
        #expect(figure(calm, "open_fds") < 40)
        // A leaked connection costs 5 kB and more; a heap that breathes, some megabytes once.
        #expect(growth < 8 << 20)
    }
}
