import TestSupport
import Testing

@testable import Dashboard

@Suite struct ScreenDiffTests {
    @Test("a diff applied to the old picture gives the new one, whatever both show", arguments: 0..<200)
    func property(seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let (width, height) = (1 + random.next(below: 40), 1 + random.next(below: 8))
        var terminal = TerminalModel(width: width, height: height)
        var old: Grid?
        for _ in 0..<12 {
            var new =
                random.next(below: 4) == 0
                ? Grid(width: width, height: height) : old ?? Grid(width: width, height: height)
            draw(on: &new, &random)
            try terminal.take(ScreenDiff.bytes(from: old, to: new, isColored: true))
            #expect(terminal.places == Self.places(of: new))
            #expect(!terminal.isSynchronised)
            old = new
        }
    }

    @Test("a terminal that got one byte less shows another picture: the comparison above can fail")
    func twin() throws {
        var grid = Grid(width: 10, height: 2)
        grid.put("abc", row: 1, column: 2, style: .bold)
        var bytes = ScreenDiff.bytes(from: nil, to: grid, isColored: true)
        let place = try #require(bytes.lastIndex(of: UInt8(ascii: "c")))
        bytes.remove(at: place)
        var terminal = TerminalModel(width: 10, height: 2)
        try terminal.take(bytes)
        #expect(terminal.places != Self.places(of: grid))
    }

    @Test("the same picture again costs nothing")
    func nothing() {
        var grid = Grid(width: 10, height: 2)
        grid.put("abc", row: 1, column: 2)
        #expect(ScreenDiff.bytes(from: grid, to: grid, isColored: true) == [])
    }

    @Test("what changed is sent, and nothing else")
    func least() {
        var old = Grid(width: 20, height: 3)
        old.put("state up", row: 0, column: 0)
        old.put("since 12 s and more", row: 1, column: 0)
        var new = old
        new.put("3", row: 1, column: 7)
        #expect(text(from: old, to: new) == "␛[2;8H3")
        new = old
        new.put("down", row: 0, column: 6, style: .bold.colored(.red))
        #expect(text(from: old, to: new) == "␛[1;7H␛[1;31mdown␛[m")
        new = old
        new.put(String(repeating: " ", count: 20), row: 1, column: 0)
        new.put("x", row: 2, column: 0)
        #expect(text(from: old, to: new) == "␛[2H␛[K\r\nx")
    }

    @Test("without colours none is sent, and what differs in colour alone does not differ")
    func colourless() {
        var old = Grid(width: 4, height: 1)
        old.put("up", row: 0, column: 0, style: .plain.colored(.green))
        var new = Grid(width: 4, height: 1)
        new.put("up", row: 0, column: 0, style: .plain.colored(.red))
        #expect(ScreenDiff.bytes(from: old, to: new, isColored: false) == [])
        let first = String(decoding: ScreenDiff.bytes(from: nil, to: new, isColored: false), as: UTF8.self)
        #expect(first == "\u{1B}[?2026h\u{1B}[m\u{1B}[H\u{1B}[2J\u{1B}[Hup\u{1B}[?2026l")
    }

    private func text(from old: Grid, to new: Grid) -> String {
        let text = String(decoding: ScreenDiff.bytes(from: old, to: new, isColored: true), as: UTF8.self)
        #expect(text.hasPrefix("\u{1B}[?2026h") && text.hasSuffix("\u{1B}[?2026l"))
        return String(text.dropFirst(8).dropLast(8)).replacing("\u{1B}", with: "␛")
    }

    private func draw(on grid: inout Grid, _ random: inout Seeded) {
        let styles: [Style] = [.plain, .bold, .faint, .reversed, .plain.colored(.red), .bold.colored(.green)]
        for _ in 0..<random.next(below: 6) {
            grid.put(
                HostileText.make(&random),
                row: random.next(below: grid.height + 2) - 1,
                column: random.next(below: grid.width + 4) - 2,
                style: styles[random.next(below: styles.count)]
            )
        }
        if random.next(below: 3) == 0 { grid.select(row: random.next(below: grid.height)) }
    }

    static func places(of grid: Grid) -> [[TerminalModel.Place]] {
        (0..<grid.height).map { row in
            (0..<grid.width).map { column in
                let cell = grid[row, column]
                var text = ""
                for value in [cell.scalar, cell.mark] where value != 0 {
                    if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
                }
                var codes: Set<Int> = []
                if cell.style.isBold { codes.insert(1) }
                if cell.style.isFaint { codes.insert(2) }
                if cell.style.isReversed { codes.insert(7) }
                if let color = cell.style.color { codes.insert(Int(color.rawValue)) }
                return TerminalModel.Place(text: text, codes: codes)
            }
        }
    }
}
