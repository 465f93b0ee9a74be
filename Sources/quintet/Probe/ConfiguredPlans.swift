import ArgumentParser
import Configuration
import Monitor
import Probes

/// The plans of a configuration that a user asked for by name.
struct ConfiguredPlans {
    let plans: [ProbePlan]
    /// Beyond which lateness of our own a failure made of time proves nothing.
    let lag: Duration

    /// Those called `names`, in that order; all that can run when none is named.
    init(file: String?, names: [String]) throws {
        let path = file ?? "quintet.yaml"
        let configuration: MonitorConfiguration
        do {
            configuration = try MonitorConfiguration.load(path: path)
        } catch {
            let hint = file == nil ? "\nname one with --config, or describe a probe with --url" : ""
            throw ExitCode.usage("\(error)\(hint)")
        }
        lag = configuration.lag
        for note in configuration.notes { Output.error("\(note)") }
        guard !names.isEmpty else {
            plans = configuration.scheduled.map(\.plan)
            guard !plans.isEmpty else { throw ExitCode.usage("\(path) has no probe that this version can run") }
            return
        }
        plans = try names.map { name in
            guard let probe = configuration.probes.first(where: { $0.plan.name == name }) else {
                let known = configuration.probes.map(\.plan.name).joined(separator: ", ")
                throw ExitCode.usage("\(path) has no probe called \(name); it has \(known)")
            }
            guard probe.obstacles.isEmpty else {
                let parts = probe.obstacles.map(\.description).joined(separator: ", ")
                throw ExitCode.usage("\(name) cannot be run: \(parts) is not in force yet")
            }
            return probe.plan
        }
    }
}
