/// A value of a YAML text and where it is; the form in which the rest of the module sees YAML.
struct YAMLNode: Equatable {
    /// One entry of a mapping; its value's position is that of the key.
    struct Entry: Equatable {
        let key: String
        let value: YAMLNode
    }

    indirect enum Content: Equatable {
        /// No text, `~` or `null`.
        case nothing
        /// `plain` is a text without quotes, the only one that can be a number or a boolean.
        case text(String, plain: Bool)
        case list([YAMLNode])
        case mapping([Entry])
        /// Something that is not allowed and has been reported.
        case refused
    }

    let position: Position
    let content: Content
}
