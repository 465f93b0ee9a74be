/// The signs that pictures are made of; with and without Unicode. Every state has a sign and a word of its own, so that
/// no colour is needed to tell them apart.
struct Glyphs: Equatable {
    let isASCII: Bool

    func mark(_ state: ProbeState) -> String {
        switch state {
        case .up: isASCII ? "+" : "✓"
        case .degraded: "!"
        case .down: isASCII ? "X" : "✗"
        case .paused: "="
        case .unknown: "?"
        }
    }

    func mark(verdict: String?) -> String {
        switch verdict {
        case "pass": mark(.up)
        case "degraded": mark(.degraded)
        case "fail": mark(.down)
        default: mark(.unknown)
        }
    }

    var dot: String { isASCII ? " | " : " · " }
    var more: String { isASCII ? "..." : "…" }
    var full: Character { isASCII ? "#" : "█" }
    var empty: Character { isASCII ? "." : "░" }
    var up: String { isASCII ? "^" : "↑" }
    var down: String { isASCII ? "v" : "↓" }

    /// From the least to the most.
    var steps: [Character] { Array(isASCII ? "_.:-=+*#" : "▁▂▃▄▅▆▇█") }
}

extension Style {
    static func of(_ state: ProbeState) -> Style {
        switch state {
        case .up: Style(color: .green)
        case .degraded: Style(color: .yellow, isBold: true)
        case .down: Style(color: .red, isBold: true)
        case .paused: .faint
        case .unknown: Style(color: .magenta)
        }
    }

    static func of(verdict: String?) -> Style {
        switch verdict {
        case "pass": of(.up)
        case "degraded": of(.degraded)
        case "fail": of(.down)
        default: of(.unknown)
        }
    }
}
