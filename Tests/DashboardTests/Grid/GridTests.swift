import TestSupport
import Testing

@testable import Dashboard

@Suite struct GridTests {
    @Test("text is drawn where it belongs, and cut at the edge")
    func cut() {
        var grid = Grid(width: 5, height: 2)
        #expect(grid.put("abc", row: 0, column: 3) == 2)
        grid.put("outside", row: 2, column: 0)
        grid.put("xyz", row: 1, column: -1)
        #expect(grid.text == "   ab\nyz\n")
    }

    @Test("a wide character is there whole or not at all")
    func wide() {
        var grid = Grid(width: 4, height: 3)
        grid.put("日本", row: 0, column: 0)
        grid.put("x", row: 0, column: 1)
        grid.put("a日本", row: 1, column: 0)
        grid.put("日", row: 2, column: 1, limit: 1)
        #expect(grid.text == " x本\na日\n\n")
    }

    @Test("what moves a cursor or turns the direction is replaced, joiners are left out")
    func forbidden() {
        var grid = Grid(width: 30, height: 2)
        grid.put("\u{1B}[2J\u{9B}31m\u{202E}a\tb\n\u{7F}", row: 0, column: 0)
        grid.put("👨\u{200D}👩e\u{301}\u{302}", row: 1, column: 0)
        #expect(grid.text == "\u{FFFD}[2J\u{FFFD}31m\u{FFFD}a b \u{FFFD}\n👨👩e\u{301}\n")
    }

    @Test("where the terminal knows ASCII alone, nothing else is drawn")
    func ascii() {
        var grid = Grid(width: 20, height: 1, isASCII: true)
        grid.put("é日e\u{301}\u{1B}x", row: 0, column: 0)
        #expect(grid.text == "??e?x\n")
    }

    @Test("no size is refused, and none is larger than what is kept")
    func sizes() {
        #expect(Grid(width: -1, height: 5).cells.isEmpty)
        #expect(Grid(width: 65_535, height: 65_535).cells.count == Grid.most.width * Grid.most.height)
    }

    @Test(
        "a text is cut to its columns, and says so",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("a", 0, ""),
            ("e\u{301}e", 2, "e\u{301}e"), ("日", 1, "…"),
        ]
    )
    func fitted(text: String, width: Int, expected: String) {
        #expect(TextWidth.fitted(text, to: width) == expected)
    }

    @Test("a text is broken between words, and the last line says that there is more")
    func wrapped() {
        let text = "one two three four"
        #expect(TextWidth.wrapped(text, to: 9, lines: 3) == ["one two", "three", "four"])
        #expect(TextWidth.wrapped(text, to: 9, lines: 2) == ["one two", "three fo…"])
        #expect(TextWidth.wrapped("incomprehensibly", to: 8, lines: 2) == ["incompr…"])
    }
}
