import Configuration

/// A value together with who said it, so that a contradiction is told where it can be mended.
struct Setting<Value> {
    let value: Value
    let layer: Layer
    /// Where it stands; nil for what is built in.
    let node: ConfigNode?

    /// A value that nobody had to say.
    static func builtIn(_ value: Value) -> Setting {
        Setting(value: value, layer: .builtIn, node: nil)
    }
}
