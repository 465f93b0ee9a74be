/// A text that is shown nowhere: a password, a token, a key.
///
/// Printing, interpolating, dumping and mirroring it give `<redacted>`. It is deliberately not `Codable`.
public struct Secret: Sendable, Hashable {
    static let shown = "<redacted>"

    private let text: String

    /// A secret whose text is `text`.
    public init(_ text: String) {
        self.text = text
    }

    /// The text itself, for the one place that has to send it.
    public func reveal() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible {
    /// Always `<redacted>`.
    public var description: String { Self.shown }
    /// Always `<redacted>`.
    public var debugDescription: String { Self.shown }
}

extension Secret: CustomReflectable {
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
