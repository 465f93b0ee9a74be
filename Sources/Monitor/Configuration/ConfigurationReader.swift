public import Configuration
public import FoundationEssentials
import Probes
import Transport

extension MonitorConfiguration {
    /// The configuration in the file at `path`.
    ///
    /// - Parameters:
    ///   - path: absolute, or relative to where the process is; messages name the file so.
    ///   - environment: where `${env:NAME}` is looked up.
    /// - Throws: everything that is wrong with it, each with its place and what would be right.
    public static func load(
        path: String,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) -> MonitorConfiguration {
        var configuration = try ConfigurationFile.load(path: path, environment: environment, read: read)
        if configuration.store.path == nil {
            let folder = URL(filePath: path).deletingLastPathComponent()
            configuration.store.path = folder.appending(path: StoreSettings.standardFile).path(percentEncoded: false)
        }
        return configuration
    }

    /// The configuration that `root` says; nil only when something was reported.
    package static func read(_ root: ConfigNode) -> MonitorConfiguration? {
        guard let map = root.mapping() else { return nil }
        let listen = map["listen"]?.value("HOST:PORT", parsing: ListenAddressText.parse)
        let monitor = map["monitor"]?.mapping()
        let lag = monitor?["lag"]?.duration(in: .milliseconds(1) ... .seconds(60))
        monitor?.finish()
        let external = map["external_url"]
        let externalURL = external?.httpURL()
        external?.note("not in force yet, but that calls may come in under its host")
        ServiceReader.check(map)
        let store = StoreReader.read(map["store"])
        let (targets, targetNames) = readTargets(map)
        var probeNames = NameTable(of: "probe")
        var reader = ProbeReader(
            defaults: map["defaults"],
            targets: targets.byName,
            names: targetNames
        )
        var probes: [ConfiguredProbe] = []
        for node in map.required("probes", "a list of what to run")?.list(count: 1...10_000) ?? [] {
            if let probe = reader.read(node, names: &probeNames) { probes.append(probe) }
        }
        reader.finish(names: probeNames)
        let alerts = map["alerts"].map { node in
            node.noteUnbuilt()
            return AlertsReader.read(node, probes: probeNames, all: probes)
        }
        map["slos"].map { ObjectiveReader.check($0, probes: probeNames) }
        map["maintenance"].map { MaintenanceReader.check($0, probes: probeNames) }
        map.finish()
        var configuration = MonitorConfiguration(
            targets: targets.inOrder.map(\.target),
            probes: probes,
            notes: root.log.notes
        )
        configuration.listen = listen ?? configuration.listen
        configuration.externalHost = externalURL.flatMap { URL(string: $0)?.host()?.lowercased() }
        configuration.externalURL = externalURL
        configuration.alerts = alerts ?? configuration.alerts
        configuration.lag = lag ?? configuration.lag
        configuration.store = store
        return configuration
    }

    private static func readTargets(
        _ map: ConfigMapping
    ) -> (targets: (byName: [String: TargetReader], inOrder: [TargetReader]), names: NameTable) {
        var names = NameTable(of: "target")
        var byName: [String: TargetReader] = [:]
        var inOrder: [TargetReader] = []
        for node in map.required("targets", "a list of what to watch")?.list(count: 1...10_000) ?? [] {
            let (name, target) = TargetReader.read(node, names: &names)
            guard let name, let target else { continue }
            byName[name] = target
            inOrder.append(target)
        }
        return ((byName, inOrder), names)
    }
}
