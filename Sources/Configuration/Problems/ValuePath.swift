/// Which value of a file is meant, written as `probes[2].sla.events["tool.done"]`.
struct ValuePath: Equatable, CustomStringConvertible {
    /// The path as text; empty for the root.
    private(set) var description = ""

    /// The path of this mapping's value at `name`.
    func key(_ name: String) -> ValuePath {
        let plain = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_-/@+".contains($0) }
        let shown = OneLine.snippet(name)
        guard plain else { return ValuePath(description: description + "[\"\(shown)\"]") }
        return ValuePath(description: description.isEmpty ? shown : "\(description).\(shown)")
    }

    /// The path of this list's item at `index`, counted from 0.
    func item(_ index: Int) -> ValuePath {
        ValuePath(description: "\(description)[\(index)]")
    }
}
