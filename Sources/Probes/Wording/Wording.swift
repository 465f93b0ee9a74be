/// Text of a server made fit for a sentence of ours.
enum Wording {
    /// How many Unicode scalars of a foreign text a sentence shows.
    private static let longest = 160

    /// Why a run is given up that is cancelled.
    static let toldToStop = "it was told to stop"

    /// `text` on one line, without controls, cut with `…` where it is long.
    static func line(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars.prefix(longest) {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format: line.append(" ")
            default: line.unicodeScalars.append(scalar)
            }
        }
        return text.unicodeScalars.count > longest ? line + "…" : line
    }
}
