import Configuration

/// Checks `needs`: which probes' failures explain this one's.
///
/// Which probes there are is known only when all were read, so the lists are kept until then.
struct NeedsChecker {
    private var lists: [(probe: String, items: [ConfigNode])] = []

    /// Takes in what `layers` say for the probe of that name.
    mutating func add(_ layers: Layers, probe: String?) {
        guard let node = layers.given("needs")?.value, let items = node.list(), !items.isEmpty else { return }
        node.noteUnbuilt()
        lists.append((probe ?? "", items))
    }

    /// Reports names that no probe has, and circles.
    func check(names: NameTable) {
        var needs: [String: [String]] = [:]
        for (probe, items) in lists {
            for item in items {
                guard let name = names.refer(item) else { continue }
                if name == probe {
                    item.report("a probe cannot explain itself; remove it")
                } else if let way = way(from: name, to: probe, along: needs) {
                    let circle = ([probe] + way).joined(separator: " → ")
                    item.report("closes a circle in which nothing explains anything: \(circle); remove it")
                } else {
                    needs[probe, default: []].append(name)
                }
            }
        }
    }

    /// The names from `start` to `goal` along what was taken in so far, which has no circles.
    private func way(from start: String, to goal: String, along needs: [String: [String]]) -> [String]? {
        var ways = [[start]]
        var seen: Set<String> = [start]
        while let way = ways.popLast(), let last = way.last {
            if last == goal { return way }
            for next in needs[last] ?? [] where seen.insert(next).inserted { ways.append(way + [next]) }
        }
        return nil
    }
}
