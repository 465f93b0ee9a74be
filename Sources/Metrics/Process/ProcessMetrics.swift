/// The `process_*` families that every exporter has, read from `/proc` at each exposition.
public enum ProcessMetrics {
    /// Declares the families in `registry` and has them refreshed from now on.
    public static func register(in registry: MetricsRegistry) {
        register(in: registry, from: ProcFolder())
    }

    package static func register(in registry: MetricsRegistry, from folder: ProcFolder) {
        registerUse(in: registry, from: folder)
        registerDescriptors(in: registry, from: folder)
        registerStart(in: registry, from: folder)
    }

    private static func registerUse(in registry: MetricsRegistry, from folder: ProcFolder) {
        let cpu = registry.counter(
            "process_cpu_seconds_total",
            help: "Total user and system CPU time spent in seconds."
        ).with()
        let resident = registry.gauge("process_resident_memory_bytes", help: "Resident memory size in bytes.").with()
        let virtual = registry.gauge("process_virtual_memory_bytes", help: "Virtual memory size in bytes.").with()
        let threads = registry.gauge("process_threads", help: "Number of threads of the process.").with()
        registry.collect {
            guard let stat = folder.stat() else {
                for gauge in [resident, virtual, threads] { gauge.remove() }
                return
            }
            cpu.advance(to: Double(stat.cpuTicks) / folder.ticksPerSecond)
            resident.set(Double(stat.residentPages) * folder.pageSize)
            virtual.set(Double(stat.virtualBytes))
            threads.set(Double(stat.threads))
        }
    }

    private static func registerDescriptors(in registry: MetricsRegistry, from folder: ProcFolder) {
        let open = registry.gauge("process_open_fds", help: "Number of open file descriptors.").with()
        let most = registry.gauge("process_max_fds", help: "Maximum number of open file descriptors.").with()
        registry.collect {
            show(folder.openDescriptors().map(Double.init), on: open)
            show(folder.limits().map { Double($0.openFiles) }, on: most)
        }
    }

    private static func registerStart(in registry: MetricsRegistry, from folder: ProcFolder) {
        let start = registry.gauge(
            "process_start_time_seconds",
            help: "Start time of the process since unix epoch in seconds."
        ).with()
        guard let boot = folder.bootTime(), let stat = folder.stat() else { return }
        start.set(Double(boot.seconds) + Double(stat.startTicks) / folder.ticksPerSecond)
    }

    /// What cannot be read is left out: an old number would look like a new one.
    private static func show(_ value: Double?, on gauge: Gauge) {
        if let value { gauge.set(value) } else { gauge.remove() }
    }
}
