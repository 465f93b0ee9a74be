import Configuration

/// A mapping of a probe over the same mapping of `defaults`: each key by itself is the probe's where it is given there.
struct Layers {
    private let own: ConfigMapping?
    private let base: ConfigMapping?

    /// `own` over `base`, either of which may be absent.
    init(own: ConfigMapping?, base: ConfigMapping?) {
        self.own = own
        self.base = base
    }

    /// The value at `key`, and whose it is.
    func given(_ key: String) -> Setting<ConfigNode>? {
        // Both are asked, so that the key is known in both.
        let inherited = base?.optional(key)
        if let node = own?.optional(key) { return Setting(value: node, layer: .probe, node: node) }
        return inherited.map { Setting(value: $0, layer: .defaults, node: $0) }
    }

    /// The value at `key` as `read` makes it of its node. `fallback` where it is given nowhere; nil where what is given
    /// is wrong, which has been reported then.
    func setting<Value>(_ key: String, default fallback: Value, _ read: (ConfigNode) -> Value?) -> Setting<Value>? {
        guard let given = given(key) else { return .builtIn(fallback) }
        return read(given.value).map { Setting(value: $0, layer: given.layer, node: given.node) }
    }

    /// The value at `key` as `read` makes it of its node; nil where it is given nowhere, or is wrong.
    func setting<Value>(_ key: String, _ read: (ConfigNode) -> Value?) -> Setting<Value>? {
        given(key).flatMap { given in
            read(given.value).map { Setting(value: $0, layer: given.layer, node: given.node) }
        }
    }

    /// The mappings at `key`, the one over the other.
    func mappings(_ key: String) -> Layers {
        Layers(own: own?.optional(key)?.mapping(), base: base?.optional(key)?.mapping())
    }

    /// Every key of either, sorted; for mappings whose keys are the user's own.
    var keys: [String] {
        let all = (own?.entries.map(\.key) ?? []) + (base?.entries.map(\.key) ?? [])
        return Set(all).sorted()
    }

    /// Reports the keys of either that nobody asked for.
    func finish() {
        own?.finish()
        base?.finish()
    }
}
