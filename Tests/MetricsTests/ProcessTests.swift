import FoundationEssentials
import Glibc
import Metrics
import Testing

@Suite("The process's own metrics")
struct ProcessTests {
    @Test(
        "stat is read behind the name, whatever the name is",
        arguments: ["quintet", "a b", "a) R 1 (b", "(((", ")", "", "x)\ny"]
    )
    func stat(name: String) {
        let stat = ProcessStat(ProcFixture.stat(named: name))
        #expect(
            [stat?.cpuTicks, stat?.threads, stat?.startTicks, stat?.virtualBytes, stat?.residentPages]
                == [1_525, 7, 169_921, 3_133_440, 388]
        )
    }

    @Test(
        "what is no stat line is nothing",
        arguments: [
            "", "10207 (cat", "10207 (cat)", "1 (cat) R 1 1",
            ProcFixture.stat(named: "a").replacing("1500", with: "-1"),
        ]
    )
    func noStat(text: String) {
        #expect(ProcessStat(text) == nil)
    }

    @Test(
        "the soft limit of open files is found",
        arguments: [("20000                524288", 20_000), ("unlimited            unlimited", UInt64.max)]
    )
    func limits(columns: String, limit: UInt64) {
        #expect(ProcessLimits(ProcFixture.limits(openFiles: columns))?.openFiles == limit)
    }

    @Test(
        "without a readable limit there is none",
        arguments: ["", "Max open files", ProcFixture.limits(openFiles: "many 1")]
    )
    func noLimits(text: String) {
        #expect(ProcessLimits(text) == nil)
    }

    @Test("the time of the boot is found among the counters")
    func bootTime() {
        #expect(BootTime("cpu  1 2 3\nintr 5 btime 7\nbtime 1769860000\nprocesses 9\n")?.seconds == 1_769_860_000)
        #expect(BootTime("cpu  1 2 3\nbtime soon\n") == nil)
        #expect(BootTime("") == nil)
    }

    @Test("the families come whole from the folder's files")
    func exposition() throws {
        let registry = MetricsRegistry()
        try ProcFixture.withFolder { folder in
            ProcessMetrics.register(in: registry, from: folder)
            #expect(
                registry.exposition(.text004) == """
                    # HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.
                    # TYPE process_cpu_seconds_total counter
                    process_cpu_seconds_total 15.25
                    # HELP process_max_fds Maximum number of open file descriptors.
                    # TYPE process_max_fds gauge
                    process_max_fds 20000
                    # HELP process_open_fds Number of open file descriptors.
                    # TYPE process_open_fds gauge
                    process_open_fds 3
                    # HELP process_resident_memory_bytes Resident memory size in bytes.
                    # TYPE process_resident_memory_bytes gauge
                    process_resident_memory_bytes 1.589248e+06
                    # HELP process_start_time_seconds Start time of the process since unix epoch in seconds.
                    # TYPE process_start_time_seconds gauge
                    process_start_time_seconds 1.76986169921e+09
                    # HELP process_threads Number of threads of the process.
                    # TYPE process_threads gauge
                    process_threads 7
                    # HELP process_virtual_memory_bytes Virtual memory size in bytes.
                    # TYPE process_virtual_memory_bytes gauge
                    process_virtual_memory_bytes 3.13344e+06

                    """
            )
        }
        // The folder is gone now: what cannot be read is left out, but a counter stays.
        let samples = registry.exposition(.text004).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(samples == ["process_cpu_seconds_total 15.25", "process_start_time_seconds 1.76986169921e+09"])
    }

    @Test("this very process has all of them, counts its descriptors exactly and started in the past")
    func live() async {
        // A process of its own, in which no other test opens or closes descriptors meanwhile.
        await #expect(processExitsWith: .success) {
            let registry = MetricsRegistry()
            ProcessMetrics.register(in: registry)
            func value(_ name: String) -> Double? {
                registry.exposition(.text004).split(separator: "\n").first { $0.hasPrefix(name + " ") }
                    .flatMap { Double($0.dropFirst(name.count + 1)) }
            }
            func counted() -> Int { (0..<Int32(20_000)).filter { fcntl($0, F_GETFD) >= 0 }.count }
            // The runtime's own threads may still be opening theirs: the number holds if it was the same before
            // and after.
            let steady = (0..<100).lazy.compactMap { _ -> (shown: Double?, counted: Int)? in
                let before = counted()
                let shown = value("process_open_fds")
                return counted() == before ? (shown, before) : nil
            }
            let first = try #require(steady.first)
            #expect(first.shown == Double(first.counted))
            let more = (0..<5).map { _ in dup(0) }
            let second = try #require(steady.first)
            #expect(second.shown == Double(second.counted))
            #expect(second.counted >= more.count && more.allSatisfy { $0 > 0 })
            #expect(value("process_max_fds") == Double(sysconf(Int32(_SC_OPEN_MAX))))
            let started = try #require(value("process_start_time_seconds"))
            #expect((-1...120).contains(Date().timeIntervalSince1970 - started))
            for name in ["resident_memory_bytes", "virtual_memory_bytes", "threads", "cpu_seconds_total"] {
                #expect(try #require(value("process_" + name)) >= 0)
            }
            #expect(try #require(value("process_resident_memory_bytes")) > 1_000_000)
        }
    }
}
