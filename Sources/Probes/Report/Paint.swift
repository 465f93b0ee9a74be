/// Colours of a terminal, or none.
struct Paint: Sendable {
    enum Tone: String, Sendable {
        case green = "32"
        case yellow = "33"
        case red = "31"
        case magenta = "35"
        case faint = "2"
        case bold = "1"
    }

    let isColoured: Bool

    /// `text` in these tones; as it is where there are no colours, or nothing to colour.
    func callAsFunction(_ text: String, _ tones: Tone...) -> String {
        guard isColoured, !text.isEmpty, !tones.isEmpty else { return text }
        return "\u{1B}[\(tones.map(\.rawValue).joined(separator: ";"))m\(text)\u{1B}[0m"
    }
}
