import FoundationEssentials
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import Dashboard

/// What a terminal that is not ours makes of the bytes that are sent to one.
@Suite struct OtherTerminalTests {
    private struct Task: Encodable {
        var width: Int
        var height: Int
        var pictures: [String]
    }

    private struct Shown: Decodable, Equatable {
        var lines: [String]
        var styles: [String]
    }

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("pyte shows every picture of a walk through the screens as it was drawn", arguments: 0..<4)
    func walk(seed: Int) async throws {
        var random = Seeded(UInt64(seed))
        let (width, height) = [(80, 24), (200, 60), (41, 9), (120, 30)][seed]
        var (state, now) = try Sample.state(.overview, .failing, width: width, height: height)
        let keys: [Key] = [
            .down, .up, .enter, .escape, .tab, .function(1), .pageDown, .end, .character("o"), .character("p"),
            .character("/"), .character("l"), .character("日"),
        ]
        var grids: [Grid] = []
        for _ in 0..<60 {
            now = now.advanced(by: .milliseconds(700))
            let effects = state.take(.key(keys[random.next(below: keys.count)]), at: now)
            if effects.contains(where: { if case .ask(.results) = $0 { true } else { false } }) {
                let results = try (0..<20).map { try Sample.result($0, isFailing: $0 < 3) }
                _ = state.take(.news(.results(probe: "golden-path", results)), at: now)
            }
            grids.append(DashboardView.draw(state, at: now, isASCII: false).grid)
        }
        let shown = try await Self.shown(grids)
        for (grid, shown) in zip(grids, shown) { #expect(shown == Self.expected(grid)) }
        #expect(shown.count == grids.count)
    }

    @Test("a picture that lost one byte on its way is shown otherwise: the comparison above can fail")
    func twin() async throws {
        let (state, now) = try Sample.state(.overview, .failing, width: 80, height: 24)
        let grid = DashboardView.draw(state, at: now, isASCII: false).grid
        let shown = try await Self.shown([grid]) { $0.filter { $0 != UInt8(ascii: "q") } }
        #expect(shown != [Self.expected(grid)])
    }

    private static func shown(_ grids: [Grid], _ change: ([UInt8]) -> [UInt8] = { $0 }) async throws -> [Shown] {
        var old: Grid?
        var pictures: [String] = []
        for grid in grids {
            let bytes = change(ScreenDiff.bytes(from: old, to: grid, isColored: true))
            pictures.append(bytes.map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined())
            old = grid
        }
        let task = Task(width: grids[0].width, height: grids[0].height, pictures: pictures)
        let line = String(decoding: try JSONEncoder().encode(task), as: UTF8.self)
        let python = root.appending(path: ".tools/venv/bin/python").path(percentEncoded: false)
        let script = root.appending(path: "Tests/Witness/screen.py").path(percentEncoded: false)
        let result = try await run(
            .path(FilePath(python)),
            arguments: [script],
            input: .string(line + "\n"),
            output: .string(limit: 64 << 20),
            error: .string(limit: 64 << 10)
        )
        #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
        return try JSONDecoder().decode([Shown].self, from: Data((result.standardOutput).utf8))
    }

    private static func expected(_ grid: Grid) -> Shown {
        let styles = (0..<grid.height).map { row in
            (0..<grid.width).map { column in
                let style = grid[row, column].style
                let color = style.color.map { color in
                    switch color {
                    case .red: "r"
                    case .green: "g"
                    // pyte calls it brown, as the first terminals did.
                    case .yellow, .blue: "b"
                    case .magenta: "m"
                    case .cyan: "c"
                    }
                }
                return (style.isBold ? "b" : "") + (style.isReversed ? "r" : "") + (color ?? "") + ","
            }
            .joined()
        }
        return Shown(lines: (0..<grid.height).map { grid.text(row: $0) }, styles: styles)
    }
}
