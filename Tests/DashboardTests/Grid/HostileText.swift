import TestSupport

/// Texts as a hostile server sends them, the same in every run.
enum HostileText {
    private static let pieces = [
        "plain", " ", "\u{1B}[2J", "\u{1B}]0;title\u{07}", "\u{9B}31m", "\r\n", "\t", "\u{0}", "日本語", "😀", "e\u{301}",
        "e\u{301}\u{302}\u{303}", "\u{301}", "שלום", "\u{202E}abc\u{202C}", "👨\u{200D}👩\u{200D}👧", "\u{FEFF}", "\u{7F}",
        "ｆｕｌｌ", "\u{E000}", "\u{2028}", "ก\u{E34}", "x\u{FE0F}", "\u{10FFFF}",
    ]

    static func make(_ random: inout Seeded) -> String {
        (0..<random.next(below: 12)).map { _ in pieces[random.next(below: pieces.count)] }.joined()
    }
}
